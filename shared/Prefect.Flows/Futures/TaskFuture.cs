namespace Prefect.Flows;

/// <summary>A task that was submitted, and will have ended at some time.</summary>
public abstract class TaskFuture
{
    private protected TaskFuture(RunReference reference)
    {
        Reference = reference;
    }

    /// <summary>The task's run.</summary>
    public Guid TaskRunId => Reference.Id;

    /// <summary>The state that the run is in; <c>Pending</c> until it begins.</summary>
    public abstract State State { get; }

    /// <summary>Whether the run has ended, one way or another.</summary>
    public bool IsDone => Ended.IsCompleted;

    internal RunReference Reference { get; }

    /// <summary>Ends with the last state of the run; never fails.</summary>
    internal abstract Task<State> Ended { get; }

    /// <summary>The result of the run, which has ended well.</summary>
    internal abstract object? UntypedResult { get; }
}
