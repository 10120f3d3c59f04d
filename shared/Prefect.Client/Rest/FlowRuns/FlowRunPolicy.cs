namespace Prefect.Client;

/// <summary>How a flow run is repeated, paused and resumed.</summary>
public sealed record FlowRunPolicy
{
    internal static readonly FlowRunPolicy None = new();

    /// <summary>How often it is repeated when it fails.</summary>
    public int? Retries { get; init; }

    /// <summary>Seconds between a failure and the repetition.</summary>
    public int? RetryDelay { get; init; }

    /// <summary>Pauses that happened already.</summary>
    public IReadOnlyList<string>? PauseKeys { get; init; }

    /// <summary>Whether it is being resumed.</summary>
    public bool? Resuming { get; init; }

    /// <summary><c>in_process</c> or <c>reschedule</c>.</summary>
    public string? RetryType { get; init; }
}
