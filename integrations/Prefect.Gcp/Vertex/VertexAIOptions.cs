namespace Prefect.Gcp;

/// <summary>How often and how patiently Vertex AI is asked. How often a job is looked at, is said by the job.</summary>
public sealed record VertexAIOptions
{
    /// <summary>The defaults.</summary>
    public static VertexAIOptions Default { get; } = new();

    /// <summary>How often a request is sent at most, at least 1. Before creating is repeated, a job that is there already is looked for. Default: 3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public int MaxAttempts
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    } = 3;

    /// <summary>Wait between two attempts, before the random part. Default: 1 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or longer than a day.</exception>
    public TimeSpan Delay
    {
        get;
        init => field = Bearable(value);
    } = TimeSpan.FromSeconds(1);

    /// <summary>Most random wait that is added. Default: 3 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or longer than a day.</exception>
    public TimeSpan DelayJitter
    {
        get;
        init => field = Bearable(value);
    } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long the service may be out of reach while a job is waited for, before the waiting ends with its error. The job goes on.
    /// Default: 15 minutes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or longer than a day.</exception>
    public TimeSpan Patience
    {
        get;
        init => field = Bearable(value);
    } = TimeSpan.FromMinutes(15);

    /// <summary>How long one answer may take. Default: 60 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive, or longer than a day.</exception>
    public TimeSpan RequestTimeout
    {
        get;
        init => field = value > TimeSpan.Zero ? Bearable(value) : throw new ArgumentOutOfRangeException(nameof(value));
    } = TimeSpan.FromSeconds(60);

    /// <summary>Whether the job is cancelled when the waiting for it is. Default: false.</summary>
    public bool CancelRemote { get; init; }

    /// <summary>Tells the time. Default: the system's clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal JobRetry Retry => new(MaxAttempts, _ => Delay + JobRetry.Random(DelayJitter), TimeProvider);

    private static TimeSpan Bearable(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, TimeSpan.FromDays(1));
        return time;
    }
}
