using System.Globalization;

namespace Prefect.Aws;

/// <summary>How often and how patiently ECS is asked.</summary>
public sealed record EcsOptions
{
    internal const string Prefix = "PREFECT_INTEGRATIONS_AWS_ECS_WORKER_";

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

    /// <summary>
    /// Reads the settings of Prefect's ECS worker from the environment: <c>PREFECT_INTEGRATIONS_AWS_ECS_WORKER_</c> and
    /// <c>CREATE_TASK_RUN_MAX_ATTEMPTS</c>, <c>CREATE_TASK_RUN_MIN_DELAY_SECONDS</c>, <c>CREATE_TASK_RUN_MIN_DELAY_JITTER_SECONDS</c>,
    /// <c>CREATE_TASK_RUN_MAX_DELAY_JITTER_SECONDS</c>, <c>REGISTER_TASK_DEFINITION_MAX_ATTEMPTS</c>,
    /// <c>REGISTER_TASK_DEFINITION_INITIAL_DELAY_SECONDS</c>, <c>REGISTER_TASK_DEFINITION_MAX_DELAY_SECONDS</c>.
    /// </summary>
    /// <exception cref="AwsConfigurationException">One of them is no number, or outside of its range.</exception>
    public static EcsOptions FromEnvironment() => From(Environment.GetEnvironmentVariable);

    internal static EcsOptions From(Func<string, string?> environment) => new()
    {
        CreateTaskRunMaxAttempts = (int)(Number(environment, "CREATE_TASK_RUN_MAX_ATTEMPTS", 1, int.MaxValue) ?? Default.CreateTaskRunMaxAttempts),
        CreateTaskRunMinDelay = Seconds(environment, "CREATE_TASK_RUN_MIN_DELAY_SECONDS") ?? Default.CreateTaskRunMinDelay,
        CreateTaskRunMinDelayJitter = Seconds(environment, "CREATE_TASK_RUN_MIN_DELAY_JITTER_SECONDS") ?? Default.CreateTaskRunMinDelayJitter,
        CreateTaskRunMaxDelayJitter = Seconds(environment, "CREATE_TASK_RUN_MAX_DELAY_JITTER_SECONDS") ?? Default.CreateTaskRunMaxDelayJitter,
        RegisterTaskDefinitionMaxAttempts =
            (int)(Number(environment, "REGISTER_TASK_DEFINITION_MAX_ATTEMPTS", 1, int.MaxValue) ?? Default.RegisterTaskDefinitionMaxAttempts),
        RegisterTaskDefinitionInitialDelay =
            Seconds(environment, "REGISTER_TASK_DEFINITION_INITIAL_DELAY_SECONDS") ?? Default.RegisterTaskDefinitionInitialDelay,
        RegisterTaskDefinitionMaxDelay = Seconds(environment, "REGISTER_TASK_DEFINITION_MAX_DELAY_SECONDS") ?? Default.RegisterTaskDefinitionMaxDelay,
    };

    private static TimeSpan? Seconds(Func<string, string?> environment, string name) =>
        Number(environment, name, 0, TimeSpan.SecondsPerDay) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    private static double? Number(Func<string, string?> environment, string name, double least, double most)
    {
        string? text = environment(Prefix + name);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        return isNumber && number >= least && number <= most
            ? number
            : throw new AwsConfigurationException(
                Prefix + name, string.Create(CultureInfo.InvariantCulture, $"The environment variable {Prefix}{name} must be a number from {least} to {most}."));
    }

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
