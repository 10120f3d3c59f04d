using System.Text.Json.Nodes;

namespace Prefect.Client;

/// <summary>A run of a task, as a server keeps it.</summary>
public sealed record ApiTaskRun
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Flow run that it belongs to.</summary>
    public Guid? FlowRunId { get; init; }

    /// <summary>Names the task.</summary>
    public required string TaskKey { get; init; }

    /// <summary>Tells the runs of one task in one flow run apart.</summary>
    public required string DynamicKey { get; init; }

    /// <summary>Key of the result in the cache.</summary>
    public string? CacheKey { get; init; }

    /// <summary>When the result leaves the cache.</summary>
    public DateTimeOffset? CacheExpiration { get; init; }

    /// <summary>Version of the task.</summary>
    public string? TaskVersion { get; init; }

    /// <summary>How it is repeated.</summary>
    public JsonObject? EmpiricalPolicy { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tags { get => field ?? []; init; }

    /// <summary>Its labels: texts, numbers and yes or no.</summary>
    public JsonObject? Labels { get; init; }

    /// <summary>Where each of its arguments comes from.</summary>
    public JsonObject TaskInputs { get => field ?? []; init; }

    /// <summary>Id of its state.</summary>
    public Guid? StateId { get; init; }

    /// <summary>Kind of its state.</summary>
    public ApiStateType? StateType { get; init; }

    /// <summary>Name of its state.</summary>
    public string? StateName { get; init; }

    /// <summary>The state that it is in.</summary>
    public ApiState? State { get; init; }

    /// <summary>How many times it began.</summary>
    public int RunCount { get; init; }

    /// <summary>How many times the flow run had begun when it did.</summary>
    public int FlowRunRunCount { get; init; }

    /// <summary>When it was to begin.</summary>
    public DateTimeOffset? ExpectedStartTime { get; init; }

    /// <summary>When it is to begin next.</summary>
    public DateTimeOffset? NextScheduledStartTime { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>How long it was in running states.</summary>
    public TimeSpan TotalRunTime { get; init; }

    /// <summary>The same, with the time of a run that goes on.</summary>
    public TimeSpan EstimatedRunTime { get; init; }
}
