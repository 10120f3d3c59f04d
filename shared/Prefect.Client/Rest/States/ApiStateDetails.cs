namespace Prefect.Client;

/// <summary>What a server knows about a state besides its kind, name and message.</summary>
public sealed record ApiStateDetails
{
    internal static readonly ApiStateDetails None = new();

    /// <summary>Flow run that the state belongs to.</summary>
    public Guid? FlowRunId { get; init; }

    /// <summary>Task run that the state belongs to.</summary>
    public Guid? TaskRunId { get; init; }

    /// <summary>Run of the flow that the task run stands for.</summary>
    public Guid? ChildFlowRunId { get; init; }

    /// <summary>When the run is to begin.</summary>
    public DateTimeOffset? ScheduledTime { get; init; }

    /// <summary>Key of the result in the cache.</summary>
    public string? CacheKey { get; init; }

    /// <summary>When the result leaves the cache.</summary>
    public DateTimeOffset? CacheExpiration { get; init; }

    /// <summary>Whether a worker for background tasks is to run it.</summary>
    public bool? Deferred { get; init; }

    /// <summary>Whether results of the run could not be followed.</summary>
    public bool UntrackableResult { get; init; }

    /// <summary>When a pause ends that nobody resumed.</summary>
    public DateTimeOffset? PauseTimeout { get; init; }

    /// <summary>Whether a paused run leaves its process and begins anew when it is resumed.</summary>
    public bool PauseReschedule { get; init; }

    /// <summary>Names the pause within the run.</summary>
    public string? PauseKey { get; init; }

    /// <summary>Keys of the inputs that a pause waits for.</summary>
    public IReadOnlyDictionary<string, string>? RunInputKeyset { get; init; }

    /// <summary>Whether the cache is to be ignored.</summary>
    public bool? RefreshCache { get; init; }

    /// <summary>Whether a failed run may be repeated.</summary>
    public bool? Retriable { get; init; }

    /// <summary>Names the change that led to the state, so that a server sees which of them it made already.</summary>
    public Guid? TransitionId { get; init; }

    /// <summary>Where the parameters of a background task are kept.</summary>
    public Guid? TaskParametersId { get; init; }

    /// <summary>The trace that the run belongs to, in W3C's form.</summary>
    public string? Traceparent { get; init; }

    /// <summary>Lease on the deployment's limit of concurrent runs, which has to be renewed while the run goes on.</summary>
    public Guid? DeploymentConcurrencyLeaseId { get; init; }
}
