namespace Prefect.Aws;

/// <summary>What the observer wants of a Prefect server.</summary>
internal interface IObservedServer
{
    /// <summary>Reads a flow run; null when there is none.</summary>
    Task<ObservedFlowRun?> FindAsync(Guid flowRun, CancellationToken cancellationToken);

    /// <summary>Proposes a state.</summary>
    /// <returns>Whether the run is in it now; if not, the server decided otherwise, or there is no such run.</returns>
    Task<bool> ProposeAsync(Guid flowRun, ObservedState state, CancellationToken cancellationToken);

    Task WriteLogAsync(Guid flowRun, IReadOnlyList<ObservedLogLine> lines, CancellationToken cancellationToken);

    Task EmitAsync(ObservedEvent change, CancellationToken cancellationToken);
}
