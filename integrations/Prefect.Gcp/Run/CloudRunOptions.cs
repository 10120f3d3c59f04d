namespace Prefect.Gcp;

/// <summary>How often and how patiently Cloud Run is asked.</summary>
public sealed partial record CloudRunOptions
{
    /// <summary>The defaults.</summary>
    public static CloudRunOptions Default { get; } = new();

    /// <summary>How often creating a job is tried, at least 1. Default: 3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public int CreateJobMaxAttempts
    {
        get;
        init => field = Positive(value);
    } = 3;

    /// <summary>First wait between two attempts to create; each following is twice as long, plus up to a second. Default: 1 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive, or longer than a day.</exception>
    public TimeSpan CreateJobInitialDelay
    {
        get;
        init => field = Delay(value);
    } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between two attempts to create. Default: 10 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive, or longer than a day.</exception>
    public TimeSpan CreateJobMaxDelay
    {
        get;
        init => field = Delay(value);
    } = TimeSpan.FromSeconds(10);

    /// <summary>How often starting an execution is tried, at least 1. Before each repetition is made sure that none was started. Default: 3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public int SubmitJobMaxAttempts
    {
        get;
        init => field = Positive(value);
    } = 3;

    /// <summary>First wait between two attempts to start; each following is twice as long, plus up to a second. Default: 1 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive, or longer than a day.</exception>
    public TimeSpan SubmitJobInitialDelay
    {
        get;
        init => field = Delay(value);
    } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between two attempts to start. Default: 10 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive, or longer than a day.</exception>
    public TimeSpan SubmitJobMaxDelay
    {
        get;
        init => field = Delay(value);
    } = TimeSpan.FromSeconds(10);

    /// <summary>How often a question is asked, at least 1. Default: 3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public int ApiReadRetryMaxAttempts
    {
        get;
        init => field = Positive(value);
    } = 3;

    /// <summary>First wait before a question is repeated; each following is twice as long, plus up to a second. Default: 1 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive, or longer than a day.</exception>
    public TimeSpan ApiReadRetryInitialDelay
    {
        get;
        init => field = Delay(value);
    } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait before a question is repeated. Default: 10 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive, or longer than a day.</exception>
    public TimeSpan ApiReadRetryMaxDelay
    {
        get;
        init => field = Delay(value);
    } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two looks at a job or its execution. Default: 5 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive, or longer than a day.</exception>
    public TimeSpan PollInterval
    {
        get;
        init => field = Delay(value);
    } = TimeSpan.FromSeconds(5);

    /// <summary>How long a job may take until it is ready to be started. Default: 10 minutes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive, or longer than a day.</exception>
    public TimeSpan ReadyTimeout
    {
        get;
        init => field = Delay(value);
    } = TimeSpan.FromMinutes(10);

    /// <summary>Wait after an execution was deleted, before the next one is, and the job. Default: 3 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive, or longer than a day.</exception>
    public TimeSpan DeletionPause
    {
        get;
        init => field = Delay(value);
    } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long the service may be out of reach while an execution is waited for, before the waiting ends with its error. The execution
    /// goes on. Default: 15 minutes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive, or longer than a day.</exception>
    public TimeSpan Patience
    {
        get;
        init => field = Delay(value);
    } = TimeSpan.FromMinutes(15);

    /// <summary>How long one answer may take. Default: 60 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive, or longer than a day.</exception>
    public TimeSpan RequestTimeout
    {
        get;
        init => field = Delay(value);
    } = TimeSpan.FromSeconds(60);

    /// <summary>Whether the job is deleted, or its execution cancelled where the job is kept, when the waiting for it is cancelled. Default: false.</summary>
    public bool CancelRemote { get; init; }

    /// <summary>Tells the time. Default: the system's clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    private static int Positive(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number);
        return number;
    }

    private static TimeSpan Delay(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, TimeSpan.FromDays(1));
        return time;
    }
}
