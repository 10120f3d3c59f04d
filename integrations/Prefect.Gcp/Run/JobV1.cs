using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>A job of Cloud Run, as the first version of its interface describes it.</summary>
public sealed record JobV1
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The service's id of it.</summary>
    public string? Uid { get; init; }

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Its annotations.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>Its description, in the service's own form. It may hold values of the environment.</summary>
    public JsonObject Spec { get; init; } = [];

    /// <summary>How it stands.</summary>
    public IReadOnlyList<CloudRunCondition> Conditions { get; init; } = [];

    /// <summary>How many executions there are of it.</summary>
    public int ExecutionCount { get; init; }

    /// <summary>The execution that was created last; null where there is none.</summary>
    public CloudRunExecutionReference? LatestCreatedExecution { get; init; }

    /// <summary>The condition that says whether it is ready; null until there is one.</summary>
    public CloudRunCondition? ReadyCondition => Conditions.FirstOrDefault(condition => condition.Type == CloudRunDefaults.Ready);

    /// <summary>Whether executions of it may be started.</summary>
    public bool IsReady => ReadyCondition is { Succeeded: true };

    /// <summary>Whether its latest execution has not ended, or there is none yet.</summary>
    public bool HasExecutionInProgress => LatestCreatedExecution?.CompletionTime is null;

    /// <summary>Gives the name; never what is in the environment of the container.</summary>
    public override string ToString() => $"{nameof(JobV1)} {{ Name = {Name} }}";

    internal static JobV1? Read(JsonObject job)
    {
        if (job.Object("metadata") is not { } metadata || metadata.Text("name") is not { } name)
        {
            return null;
        }

        JsonObject status = job.Object("status") ?? [];
        return new JobV1
        {
            Name = name,
            Uid = metadata.Text("uid"),
            Labels = metadata.Map("labels"),
            Annotations = metadata.Map("annotations"),
            CreateTime = metadata.Time("creationTimestamp"),
            Spec = job.Object("spec") ?? [],
            Conditions = [.. status.Objects("conditions").Select(CloudRunCondition.Read)],
            ExecutionCount = status.Count("executionCount"),
            LatestCreatedExecution = CloudRunExecutionReference.Read(status.Object("latestCreatedExecution")),
        };
    }
}
