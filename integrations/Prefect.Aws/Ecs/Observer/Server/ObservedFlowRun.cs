namespace Prefect.Aws;

/// <summary>How a flow run stands.</summary>
/// <param name="StateType">Type of its state, in upper case; null when it has none.</param>
internal sealed record ObservedFlowRun(string? StateType)
{
    /// <summary>Since when it is in its state.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>What it was started in last, as a worker told it.</summary>
    public string? Infrastructure { get; init; }

    /// <summary>Whether it ever ran.</summary>
    public bool HasRun { get; init; }

    public bool IsFinal => StateType is "COMPLETED" or "FAILED" or "CANCELLED" or "CRASHED";

    public bool IsScheduled => StateType is "SCHEDULED";

    public bool IsPaused => StateType is "PAUSED";

    public bool IsRunning => StateType is "RUNNING";
}
