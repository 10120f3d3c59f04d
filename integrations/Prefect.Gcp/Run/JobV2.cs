using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>A job of Cloud Run, as the second version of its interface describes it.</summary>
public sealed record JobV2
{
    /// <summary>Its name, with project and region.</summary>
    public required string Name { get; init; }

    /// <summary>The service's id of it.</summary>
    public string? Uid { get; init; }

    /// <summary>Number of its description, which grows with each change.</summary>
    public string? Generation { get; init; }

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Its annotations.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? UpdateTime { get; init; }

    /// <summary>When it was deleted.</summary>
    public DateTimeOffset? DeleteTime { get; init; }

    /// <summary>When a deleted job will be gone for good.</summary>
    public DateTimeOffset? ExpireTime { get; init; }

    /// <summary>Address of who created it.</summary>
    public string? Creator { get; init; }

    /// <summary>Address of who last changed it.</summary>
    public string? LastModifier { get; init; }

    /// <summary>What it was created with.</summary>
    public string? Client { get; init; }

    /// <summary>Version of that.</summary>
    public string? ClientVersion { get; init; }

    /// <summary>How far the features that it uses are released, in the service's words.</summary>
    public string LaunchStage { get; init; } = "GA";

    /// <summary>Its description, in the service's own form. It may hold values of the environment.</summary>
    public JsonObject Template { get; init; } = [];

    /// <summary>Number of the description that the service works by.</summary>
    public string? ObservedGeneration { get; init; }

    /// <summary>How it stands as a whole.</summary>
    public CloudRunCondition? TerminalCondition { get; init; }

    /// <summary>What that is made up of.</summary>
    public IReadOnlyList<CloudRunCondition> Conditions { get; init; } = [];

    /// <summary>How many executions there are of it.</summary>
    public int ExecutionCount { get; init; }

    /// <summary>The execution that was created last; null where there is none.</summary>
    public CloudRunExecutionReference? LatestCreatedExecution { get; init; }

    /// <summary>Whether the service is still at work on it.</summary>
    public bool Reconciling { get; init; }

    /// <summary>Whether it keeps to the separation of zones.</summary>
    public bool SatisfiesPzs { get; init; }

    /// <summary>Fingerprint of its description.</summary>
    public string? Etag { get; init; }

    /// <summary>The condition that says whether it is ready; null until there is one.</summary>
    public CloudRunCondition? ReadyCondition => TerminalCondition is { Type: CloudRunDefaults.Ready } condition ? condition : null;

    /// <summary>Whether executions of it may be started.</summary>
    public bool IsReady => ReadyCondition is { Succeeded: true };

    /// <summary>Gives the name; never what is in the environment of the container.</summary>
    public override string ToString() => $"{nameof(JobV2)} {{ Name = {Name} }}";

    internal static JobV2? Read(JsonObject job) => job.Text("name") is not { } name ? null : new JobV2
    {
        Name = name,
        Uid = job.Text("uid"),
        Generation = job.Text("generation"),
        Labels = job.Map("labels"),
        Annotations = job.Map("annotations"),
        CreateTime = job.Time("createTime"),
        UpdateTime = job.Time("updateTime"),
        DeleteTime = job.Time("deleteTime"),
        ExpireTime = job.Time("expireTime"),
        Creator = job.Text("creator"),
        LastModifier = job.Text("lastModifier"),
        Client = job.Text("client"),
        ClientVersion = job.Text("clientVersion"),
        LaunchStage = job.Text("launchStage") ?? "GA",
        Template = job.Object("template") ?? [],
        ObservedGeneration = job.Text("observedGeneration"),
        TerminalCondition = job.Object("terminalCondition") is { } condition ? CloudRunCondition.Read(condition) : null,
        Conditions = [.. job.Objects("conditions").Select(CloudRunCondition.Read)],
        ExecutionCount = job.Count("executionCount"),
        LatestCreatedExecution = CloudRunExecutionReference.Read(job.Object("latestCreatedExecution")),
        Reconciling = job.Truth("reconciling"),
        SatisfiesPzs = job.Truth("satisfiesPzs"),
        Etag = job.Text("etag"),
    };
}
