namespace Prefect.Aws;

/// <summary>How often and how patiently ECS is asked.</summary>
public sealed partial record EcsOptions
{
    /// <summary>The defaults.</summary>
    public static EcsOptions Default { get; } = new();

    /// <summary>How often starting a task is tried, at least 1. Default: 3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public int CreateTaskRunMaxAttempts
    {
        get;
        init => field = Positive(value);
    } = 3;

    /// <summary>Wait between two attempts to start a task, before the random part. Default: 1 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or longer than a day.</exception>
    public TimeSpan CreateTaskRunMinDelay
    {
        get;
        init => field = Bearable(value);
    } = TimeSpan.FromSeconds(1);

    /// <summary>Least random wait that is added. Default: none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or longer than a day.</exception>
    public TimeSpan CreateTaskRunMinDelayJitter
    {
        get;
        init => field = Bearable(value);
    }

    /// <summary>Most random wait that is added. Default: 3 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or longer than a day.</exception>
    public TimeSpan CreateTaskRunMaxDelayJitter
    {
        get;
        init => field = Bearable(value);
    } = TimeSpan.FromSeconds(3);

    /// <summary>How often registering a task definition is tried, at least 1. Default: 3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public int RegisterTaskDefinitionMaxAttempts
    {
        get;
        init => field = Positive(value);
    } = 3;

    /// <summary>First wait between two attempts to register; each following is twice as long, plus up to a second. Default: 1 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or longer than a day.</exception>
    public TimeSpan RegisterTaskDefinitionInitialDelay
    {
        get;
        init => field = Bearable(value);
    } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between two attempts to register. Default: 10 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or longer than a day.</exception>
    public TimeSpan RegisterTaskDefinitionMaxDelay
    {
        get;
        init => field = Bearable(value);
    } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two looks at a task, and at its log. Default: 5 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or longer than a day.</exception>
    public TimeSpan PollInterval
    {
        get;
        init => field = Bearable(value);
    } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long the service may be out of reach while a task is waited for, before the waiting ends with its error. The task goes on.
    /// Default: 15 minutes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or longer than a day.</exception>
    public TimeSpan Patience
    {
        get;
        init => field = Bearable(value);
    } = TimeSpan.FromMinutes(15);

    /// <summary>Whether a task is stopped when the waiting for it is cancelled. Default: false.</summary>
    public bool CancelRemote { get; init; }

    /// <summary>Tells the time. Default: the system's clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    private static int Positive(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number);
        return number;
    }

    private static TimeSpan Bearable(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, TimeSpan.FromDays(1));
        return time;
    }
}
