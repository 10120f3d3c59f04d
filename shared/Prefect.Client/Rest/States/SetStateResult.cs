namespace Prefect.Client;

/// <summary>A server's answer to a proposed state.</summary>
/// <param name="Status">What it did.</param>
public sealed record SetStateResult(SetStateStatus Status)
{
    /// <summary>
    /// The state that the run is in from now on: the proposed one where it was accepted, the one in force where it was rejected.
    /// <see langword="null"/> where the server says <see cref="SetStateStatus.Abort"/> or <see cref="SetStateStatus.Wait"/>.
    /// </summary>
    public ApiState? State { get; init; }

    /// <summary>Why it was not accepted, in the server's words, or <see langword="null"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>How long to wait before the state is proposed again: whole seconds, zero unless the server says <see cref="SetStateStatus.Wait"/>.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Whether the run is in the proposed state.</summary>
    public bool IsAccepted => Status is SetStateStatus.Accept;
}
