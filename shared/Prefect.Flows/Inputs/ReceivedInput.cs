using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>An input together with where it came from.</summary>
/// <param name="Value">The input.</param>
/// <param name="Metadata">Where it came from.</param>
/// <typeparam name="T">Type of the input.</typeparam>
[SyncTwins]
public sealed partial record ReceivedInput<T>(T Value, RunInputMetadata Metadata)
{
    /// <summary>Sends an input to the run that sent this one.</summary>
    /// <param name="reply">The input.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <typeparam name="TReply">Its type.</typeparam>
    /// <exception cref="InvalidOperationException">No run sent this input.</exception>
    /// <exception cref="RunStoreException">The run is not known, or the store cannot be written.</exception>
    public Task RespondAsync<TReply>(TReply reply, CancellationToken cancellationToken = default) =>
        FlowRuns.SendInputAsync(reply, Metadata.RequireFlowRun(), cancellationToken: cancellationToken);
}
