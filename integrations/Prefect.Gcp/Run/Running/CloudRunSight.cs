namespace Prefect.Gcp;

/// <summary>How an execution stands.</summary>
internal sealed record CloudRunSight(string Name, bool IsRunning, CloudRunCondition? Completed)
{
    public string? LogUri { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public int RetriedCount { get; init; }
}
