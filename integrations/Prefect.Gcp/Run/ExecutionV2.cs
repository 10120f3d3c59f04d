using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>An execution of a job of Cloud Run, as the second version of its interface describes it.</summary>
public sealed record ExecutionV2
{
    /// <summary>Its name, with project, region and job.</summary>
    public required string Name { get; init; }

    /// <summary>The service's id of it.</summary>
    public string? Uid { get; init; }

    /// <summary>Number of its description.</summary>
    public string? Generation { get; init; }

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Its annotations.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it had ended; null while it runs.</summary>
    public DateTimeOffset? CompletionTime { get; init; }

    /// <summary>When it was deleted.</summary>
    public DateTimeOffset? DeleteTime { get; init; }

    /// <summary>When a deleted execution will be gone for good.</summary>
    public DateTimeOffset? ExpireTime { get; init; }

    /// <summary>How far the features that it uses are released, in the service's words.</summary>
    public string LaunchStage { get; init; } = "GA";

    /// <summary>Name of the job.</summary>
    public string? Job { get; init; }

    /// <summary>How many of its tasks run at once; 0 for as many as can.</summary>
    public int Parallelism { get; init; }

    /// <summary>How many tasks it has.</summary>
    public int TaskCount { get; init; }

    /// <summary>Its description, in the service's own form. It may hold values of the environment.</summary>
    public JsonObject Template { get; init; } = [];

    /// <summary>Whether the service is still at work on it.</summary>
    public bool Reconciling { get; init; }

    /// <summary>How it stands.</summary>
    public IReadOnlyList<CloudRunCondition> Conditions { get; init; } = [];

    /// <summary>Number of the description that the service works by.</summary>
    public string? ObservedGeneration { get; init; }

    /// <summary>How many of its tasks run.</summary>
    public int RunningCount { get; init; }

    /// <summary>How many of its tasks have succeeded.</summary>
    public int SucceededCount { get; init; }

    /// <summary>How many of its tasks have failed.</summary>
    public int FailedCount { get; init; }

    /// <summary>How many of its tasks were cancelled.</summary>
    public int CancelledCount { get; init; }

    /// <summary>How often tasks were started again.</summary>
    public int RetriedCount { get; init; }

    /// <summary>Address of the page with what it printed.</summary>
    public string? LogUri { get; init; }

    /// <summary>Whether it keeps to the separation of zones.</summary>
    public bool SatisfiesPzs { get; init; }

    /// <summary>Fingerprint of its description.</summary>
    public string? Etag { get; init; }

    /// <summary>Whether it has not ended.</summary>
    public bool IsRunning => CompletionTime is null;

    /// <summary>The condition that says how it ended; null until there is one.</summary>
    public CloudRunCondition? ConditionAfterCompletion => Conditions.FirstOrDefault(condition => condition.Type == CloudRunDefaults.Completed);

    /// <summary>Whether it ended with success.</summary>
    public bool Succeeded => ConditionAfterCompletion is { Succeeded: true };

    /// <summary>Gives the name; never what is in the environment of the container.</summary>
    public override string ToString() => $"{nameof(ExecutionV2)} {{ Name = {Name} }}";

    internal static ExecutionV2? Read(JsonObject execution) => execution.Text("name") is not { } name ? null : new ExecutionV2
    {
        Name = name,
        Uid = execution.Text("uid"),
        Generation = execution.Text("generation"),
        Labels = execution.Map("labels"),
        Annotations = execution.Map("annotations"),
        CreateTime = execution.Time("createTime"),
        StartTime = execution.Time("startTime"),
        CompletionTime = execution.Time("completionTime"),
        DeleteTime = execution.Time("deleteTime"),
        ExpireTime = execution.Time("expireTime"),
        LaunchStage = execution.Text("launchStage") ?? "GA",
        Job = execution.Text("job"),
        Parallelism = execution.Count("parallelism"),
        TaskCount = execution.Count("taskCount"),
        Template = execution.Object("template") ?? [],
        Reconciling = execution.Truth("reconciling"),
        Conditions = [.. execution.Objects("conditions").Select(CloudRunCondition.Read)],
        ObservedGeneration = execution.Text("observedGeneration"),
        RunningCount = execution.Count("runningCount"),
        SucceededCount = execution.Count("succeededCount"),
        FailedCount = execution.Count("failedCount"),
        CancelledCount = execution.Count("cancelledCount"),
        RetriedCount = execution.Count("retriedCount"),
        LogUri = execution.Text("logUri"),
        SatisfiesPzs = execution.Truth("satisfiesPzs"),
        Etag = execution.Text("etag"),
    };
}
