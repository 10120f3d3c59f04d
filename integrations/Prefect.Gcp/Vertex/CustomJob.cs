using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>A custom job of Vertex AI.</summary>
public sealed record CustomJob
{
    /// <summary>Its name, with project and region: <c>projects/…/locations/…/customJobs/…</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is called.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>How it stands: <c>JOB_STATE_PENDING</c>, <c>JOB_STATE_RUNNING</c>, <c>JOB_STATE_SUCCEEDED</c> and others.</summary>
    public string State { get; init; } = "JOB_STATE_UNSPECIFIED";

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it had ended.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset? UpdateTime { get; init; }

    /// <summary>What went wrong, in the service's words; null when nothing did.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The number of what went wrong, one of gRPC's; null when nothing did.</summary>
    public int? ErrorCode { get; init; }

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Addresses of shells and dashboards of its containers, by container.</summary>
    public IReadOnlyDictionary<string, string> WebAccessUris { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether it has ended: succeeded, failed, was cancelled or took too long.</summary>
    public bool HasEnded => State is "JOB_STATE_SUCCEEDED" or "JOB_STATE_FAILED" or "JOB_STATE_CANCELLED" or "JOB_STATE_EXPIRED";

    /// <summary>Whether it ended with success.</summary>
    public bool Succeeded => State == "JOB_STATE_SUCCEEDED";

    internal static CustomJob? Read(JsonObject job) => job.Text("name") is not { } name || CustomJobName.TryParse(name) is null ? null : new CustomJob
    {
        Name = name,
        DisplayName = job.Text("displayName") ?? "",
        State = job.Text("state") ?? "JOB_STATE_UNSPECIFIED",
        CreateTime = job.Time("createTime"),
        StartTime = job.Time("startTime"),
        EndTime = job.Time("endTime"),
        UpdateTime = job.Time("updateTime"),
        ErrorMessage = job.Object("error")?.Text("message"),
        ErrorCode = job.Object("error") is { } error ? error.Count("code") : null,
        Labels = job.Map("labels"),
        WebAccessUris = job.Map("webAccessUris"),
    };
}
