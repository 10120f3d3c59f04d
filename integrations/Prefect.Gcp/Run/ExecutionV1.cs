using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>An execution of a job of Cloud Run, as the first version of its interface describes it.</summary>
public sealed record ExecutionV1
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Project that it is in.</summary>
    public string? Namespace { get; init; }

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Its description, in the service's own form. It may hold values of the environment.</summary>
    public JsonObject Spec { get; init; } = [];

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it had ended; null while it runs.</summary>
    public DateTimeOffset? CompletionTime { get; init; }

    /// <summary>How it stands.</summary>
    public IReadOnlyList<CloudRunCondition> Conditions { get; init; } = [];

    /// <summary>How often tasks were started again.</summary>
    public int RetriedCount { get; init; }

    /// <summary>Address of the page with what it printed.</summary>
    public string? LogUri { get; init; }

    /// <summary>Whether it has not ended.</summary>
    public bool IsRunning => CompletionTime is null;

    /// <summary>The condition that says how it ended; null until there is one.</summary>
    public CloudRunCondition? ConditionAfterCompletion => Conditions.FirstOrDefault(condition => condition.Type == CloudRunDefaults.Completed);

    /// <summary>Whether it ended with success.</summary>
    public bool Succeeded => ConditionAfterCompletion is { Succeeded: true };

    /// <summary>Gives the name; never what is in the environment of the container.</summary>
    public override string ToString() => $"{nameof(ExecutionV1)} {{ Name = {Name} }}";

    internal static ExecutionV1? Read(JsonObject execution)
    {
        if (execution.Object("metadata") is not { } metadata || metadata.Text("name") is not { } name)
        {
            return null;
        }

        JsonObject status = execution.Object("status") ?? [];
        return new ExecutionV1
        {
            Name = name,
            Namespace = metadata.Text("namespace"),
            Labels = metadata.Map("labels"),
            Spec = execution.Object("spec") ?? [],
            CreateTime = metadata.Time("creationTimestamp"),
            StartTime = status.Time("startTime"),
            CompletionTime = status.Time("completionTime"),
            Conditions = [.. status.Objects("conditions").Select(CloudRunCondition.Read)],
            RetriedCount = status.Count("retriedCount"),
            LogUri = status.Text("logUri"),
        };
    }
}
