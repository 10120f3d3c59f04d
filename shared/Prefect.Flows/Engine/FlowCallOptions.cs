namespace Prefect.Flows;

/// <summary>How one call of a flow differs from others.</summary>
internal sealed record FlowCallOptions
{
    public static readonly FlowCallOptions None = new();

    /// <summary>Runs that must end well before the body begins.</summary>
    public IEnumerable<TaskFuture>? WaitFor { get; init; }

    public CancellationToken CancellationToken { get; init; }

    /// <summary>A run that exists already, to be executed here.</summary>
    public FlowRun? Run { get; init; }

    /// <summary>What is wrong with the arguments: the run is made, and fails with this before the body begins.</summary>
    public Exception? Failure { get; init; }

    /// <summary>The arguments as they came, to be kept with a run that fails with <see cref="Failure"/>.</summary>
    public IReadOnlyDictionary<string, object?>? Given { get; init; }

    public static FlowCallOptions For(IEnumerable<TaskFuture>? waitFor, CancellationToken cancellationToken) =>
        waitFor is null && !cancellationToken.CanBeCanceled ? None : new FlowCallOptions { WaitFor = waitFor, CancellationToken = cancellationToken };
}
