namespace Prefect.Flows;

/// <summary>Where an input came from.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Sender">Who sent it: <c>prefect.flow-run.ID</c> for another run; <see langword="null"/> when nobody is named.</param>
/// <param name="Receiver">The run that it was sent to.</param>
public sealed record RunInputMetadata(string Key, string? Sender, Guid Receiver)
{
    internal const string FlowRunSender = "prefect.flow-run.";

    /// <summary>The run that sent it.</summary>
    /// <exception cref="InvalidOperationException">It was not sent by a run, so that there is nobody to answer.</exception>
    internal Guid RequireFlowRun() =>
        Sender?.StartsWith(FlowRunSender, StringComparison.Ordinal) == true && Guid.TryParse(Sender.AsSpan(FlowRunSender.Length), out Guid id)
            ? id
            : throw new InvalidOperationException(
                $"The input '{Key}' was sent by {(Sender is null ? "nobody who is named" : $"'{Sender}'")}, not by a flow run, so it cannot be answered.");
}
