namespace Prefect.Flows;

/// <summary>What belongs to a state beside its type, name and message.</summary>
public sealed record StateDetails
{
    internal static readonly StateDetails Empty = new();

    /// <summary>Run of the flow that the state belongs to.</summary>
    public Guid? FlowRunId { get; init; }

    /// <summary>Run of the task that the state belongs to.</summary>
    public Guid? TaskRunId { get; init; }

    /// <summary>Run of the child flow that a task run stands for.</summary>
    public Guid? ChildFlowRunId { get; init; }

    /// <summary>When the run is to begin, for scheduled states.</summary>
    public DateTimeOffset? ScheduledTime { get; init; }

    /// <summary>Key under which the result is cached.</summary>
    public string? CacheKey { get; init; }

    /// <summary>When the cached result stops being used.</summary>
    public DateTimeOffset? CacheExpiration { get; init; }

    /// <summary>Whether the run waits for a worker of background tasks.</summary>
    public bool? Deferred { get; init; }

    /// <summary>Whether the result cannot be traced from run to run.</summary>
    public bool? UntrackableResult { get; init; }

    /// <summary>When a pause ends by itself, with a failure.</summary>
    public DateTimeOffset? PauseTimeout { get; init; }

    /// <summary>Whether the run leaves its process while it is paused.</summary>
    public bool? PauseReschedule { get; init; }

    /// <summary>Which pause of the run this is.</summary>
    public string? PauseKey { get; init; }

    /// <summary>Names of the inputs that a pause waits for.</summary>
    public IReadOnlyDictionary<string, string>? RunInputKeyset { get; init; }

    /// <summary>Whether a cached result was ignored.</summary>
    public bool? RefreshCache { get; init; }

    /// <summary>Whether the failure may be repeated.</summary>
    public bool? Retriable { get; init; }

    /// <summary>Names one attempt to change the state, so that a repeated request is recognised.</summary>
    public Guid? TransitionId { get; init; }

    /// <summary>Where the parameters of a background task are kept.</summary>
    public Guid? TaskParametersId { get; init; }

    /// <summary>Trace that the run belongs to, as W3C's <c>traceparent</c>.</summary>
    public string? Traceparent { get; init; }

    /// <summary>Lease of the deployment's concurrency slot.</summary>
    public Guid? DeploymentConcurrencyLeaseId { get; init; }
}
