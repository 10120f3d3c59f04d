using System.Text.Json.Nodes;

namespace Prefect.Client;

/// <summary>A run of a flow, as a server keeps it.</summary>
public sealed record ApiFlowRun
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Id of the flow.</summary>
    public required Guid FlowId { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>Id of its state.</summary>
    public Guid? StateId { get; init; }

    /// <summary>Kind of its state, or <see langword="null"/> before it has one.</summary>
    public ApiStateType? StateType { get; init; }

    /// <summary>Name of its state.</summary>
    public string? StateName { get; init; }

    /// <summary>The state that it is in, or <see langword="null"/> before it has one.</summary>
    public ApiState? State { get; init; }

    /// <summary>Deployment that it belongs to.</summary>
    public Guid? DeploymentId { get; init; }

    /// <summary>Version of the deployment.</summary>
    public string? DeploymentVersion { get; init; }

    /// <summary>Work pool that it waits in.</summary>
    public Guid? WorkPoolId { get; init; }

    /// <summary>Name of the work pool that it waits in.</summary>
    public string? WorkPoolName { get; init; }

    /// <summary>Queue that it waits in.</summary>
    public Guid? WorkQueueId { get; init; }

    /// <summary>Name of the queue that it waits in.</summary>
    public string? WorkQueueName { get; init; }

    /// <summary>Version of the flow.</summary>
    public string? FlowVersion { get; init; }

    /// <summary>What the flow is called with.</summary>
    public JsonObject Parameters { get => field ?? []; init; }

    /// <summary>What else is handed to the run.</summary>
    public JsonObject? Context { get; init; }

    /// <summary>How it is repeated, paused and resumed.</summary>
    public FlowRunPolicy EmpiricalPolicy { get => field ?? FlowRunPolicy.None; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tags { get => field ?? []; init; }

    /// <summary>Its labels: texts, numbers and yes or no.</summary>
    public JsonObject Labels { get => field ?? []; init; }

    /// <summary>Key that made sure it was created once.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Task run that stands for it in the run of another flow.</summary>
    public Guid? ParentTaskRunId { get; init; }

    /// <summary>How many times it began.</summary>
    public int RunCount { get; init; }

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

    /// <summary>How much later than expected it began.</summary>
    public TimeSpan EstimatedStartTimeDelta { get; init; }

    /// <summary>Whether a schedule created it.</summary>
    public bool AutoScheduled { get; init; }

    /// <summary>What runs it, as its worker named it: an ECS task, a container, a process.</summary>
    public string? InfrastructurePid { get; init; }

    /// <summary>Block document that describes what runs it.</summary>
    public Guid? InfrastructureDocumentId { get; init; }

    /// <summary>What it changes about the work pool's jobs.</summary>
    public JsonObject? JobVariables { get; init; }
}
