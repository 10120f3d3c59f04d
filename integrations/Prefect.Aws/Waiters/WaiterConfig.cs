namespace Prefect.Aws;

/// <summary>How long a waiter goes on asking.</summary>
public sealed record WaiterConfig
{
    /// <summary>Time from an answer to the next question, 0 to 24 days. Default: what the waiter's definition says.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>How often the service is asked at most, from 1. Default: what the waiter's definition says.</summary>
    public int? MaxAttempts { get; init; }
}
