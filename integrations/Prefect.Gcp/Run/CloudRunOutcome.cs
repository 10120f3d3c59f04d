using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>How a run of a Cloud Run job stands, or how it ended.</summary>
public sealed record CloudRunOutcome
{
    /// <summary>Name of the job.</summary>
    public required string JobName { get; init; }

    /// <summary>Name of the execution; null when there is none any more.</summary>
    public string? ExecutionName { get; init; }

    /// <summary>Whether the execution was deleted before it had ended.</summary>
    public bool WasDeleted { get; init; }

    /// <summary>Whether it has ended, or is gone.</summary>
    public bool HasEnded => WasDeleted || Execution is { IsRunning: false };

    /// <summary>Whether it has ended with success.</summary>
    public bool Succeeded => HasEnded && Execution?.Completed is { Succeeded: true };

    /// <summary>0 when it has succeeded, 1 when it has failed, -1 when it was deleted before it had ended; null while it runs.</summary>
    public int? StatusCode => !HasEnded ? null : WasDeleted ? CloudRunDefaults.Vanished : Succeeded ? 0 : 1;

    /// <summary>The condition that says how it ended; null until there is one.</summary>
    public CloudRunCondition? Condition => Execution?.Completed;

    /// <summary>Address of the page with what it printed; null until it is known.</summary>
    public string? LogUri => Execution?.LogUri;

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedAt => Execution?.StartedAt;

    /// <summary>When it had ended.</summary>
    public DateTimeOffset? FinishedAt => Execution?.FinishedAt;

    /// <summary>How often the service started its container again.</summary>
    public int RetriedCount => Execution?.RetriedCount ?? 0;

    /// <summary>What went wrong and what to do; null while it runs and when nothing went wrong.</summary>
    public InfrastructureDiagnosis? Diagnosis => CloudRunDiagnosis.OfEnd(this);

    internal CloudRunSight? Execution { get; init; }
}
