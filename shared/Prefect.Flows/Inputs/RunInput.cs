using System.Text;
using System.Text.Json.Serialization;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>
/// The base of records that people or other runs send to a run. Records without it can be sent as well; this one also tells where
/// it came from. Two inputs are equal when their data is.
/// </summary>
/// <example><code>public sealed record Approval(bool Approved, string Comment = "") : RunInput;</code></example>
[SyncTwins]
public abstract partial record RunInput
{
    /// <summary>Where the input came from; <see langword="null"/> for one that was not received.</summary>
    [JsonIgnore]
    public RunInputMetadata? Metadata { get; internal set; }

    /// <summary>Tells whether another input has the same type and data.</summary>
    /// <param name="other">The other input.</param>
    public virtual bool Equals(RunInput? other) => other is not null && EqualityContract == other.EqualityContract;

    /// <inheritdoc/>
    public override int GetHashCode() => EqualityContract.GetHashCode();

    /// <summary>Sends an input to the run that sent this one.</summary>
    /// <param name="reply">The input.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <typeparam name="T">Its type.</typeparam>
    /// <exception cref="InvalidOperationException">This input was not received, or no run sent it.</exception>
    /// <exception cref="RunStoreException">The run is not known, or the store cannot be written.</exception>
    public Task RespondAsync<T>(T reply, CancellationToken cancellationToken = default) =>
        FlowRuns.SendInputAsync(reply, RequireMetadata().RequireFlowRun(), cancellationToken: cancellationToken);

    /// <summary>Sends this input to a run.</summary>
    /// <param name="flowRunId">The run.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RunStoreException">The run is not known, or the store cannot be written.</exception>
    public Task SendToAsync(Guid flowRunId, CancellationToken cancellationToken = default) =>
        RunInputSending.SendAsync(RunInputType.Of(GetType()), this, flowRunId, null, null, cancellationToken);

    /// <summary>Leaves the metadata out of what the record prints.</summary>
    /// <param name="builder">Where to.</param>
    protected virtual bool PrintMembers(StringBuilder builder) => false;

    private RunInputMetadata RequireMetadata() =>
        Metadata ?? throw new InvalidOperationException("This input was not received from anybody, so it cannot be answered.");
}
