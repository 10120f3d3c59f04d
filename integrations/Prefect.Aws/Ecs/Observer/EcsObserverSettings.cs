namespace Prefect.Aws;

/// <summary>What an <see cref="EcsObserver"/> reads, and what it forwards.</summary>
public sealed record EcsObserverSettings
{
    internal const string DefaultQueueName = "prefect-ecs-tasks-events";

    private const string Prefix = "PREFECT_INTEGRATIONS_AWS_ECS_OBSERVER_";
    private const int LongestName = 80;

    /// <summary>Whether there is to be an observer at all; one that is not ends as soon as it is begun. Default: true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Name of the queue that events of ECS are sent to. Default: <c>prefect-ecs-tasks-events</c>.</summary>
    /// <exception cref="ArgumentException">It is no name of a queue: 1 to 80 letters, digits, dashes and underscores, and <c>.fifo</c> at its end for some.</exception>
    public string QueueName
    {
        get;
        init => field = Name(value, nameof(QueueName));
    } = DefaultQueueName;

    /// <summary>Region of the queue, such as <c>eu-central-1</c>. Default: that of the credentials.</summary>
    public string? QueueRegion { get; init; }

    /// <summary>Whether what containers printed is copied to the logs of flow runs that crashed before they ran. Default: true.</summary>
    public bool ForwardCrashedRunLogs { get; init; } = true;

    /// <summary>How many lines are copied at most, the last ones, 1 to 10000. Default: 500.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside of its range.</exception>
    public int ForwardCrashedRunLogsMaxEvents
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, EcsLogReader.LargestPage);
            field = value;
        }
    } = 500;

    /// <summary>Tells the time. Default: the system's clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// Reads the settings of Prefect's ECS observer from the environment: <c>PREFECT_INTEGRATIONS_AWS_ECS_OBSERVER_</c> and
    /// <c>ENABLED</c>, <c>SQS_QUEUE_NAME</c>, <c>SQS_QUEUE_REGION</c>, <c>FORWARD_CRASHED_RUN_LOGS</c>,
    /// <c>FORWARD_CRASHED_RUN_LOGS_MAX_EVENTS</c>.
    /// </summary>
    /// <exception cref="AwsConfigurationException">One of them has a value of another kind, or outside of its range.</exception>
    public static EcsObserverSettings FromEnvironment() => From(Environment.GetEnvironmentVariable);

    internal static EcsObserverSettings From(Func<string, string?> environment)
    {
        AwsVariables variables = new(environment);
        EcsObserverSettings defaults = new();
        string queueName = variables.Text(Prefix + "SQS_QUEUE_NAME") ?? defaults.QueueName;
        return new EcsObserverSettings
        {
            Enabled = variables.Truth(Prefix + "ENABLED") ?? defaults.Enabled,
            QueueName = IsName(queueName)
                ? queueName
                : throw new AwsConfigurationException(Prefix + "SQS_QUEUE_NAME", $"The environment variable {Prefix}SQS_QUEUE_NAME must be the name of a queue, not its address: '{queueName}' is none."),
            QueueRegion = variables.Text(Prefix + "SQS_QUEUE_REGION"),
            ForwardCrashedRunLogs = variables.Truth(Prefix + "FORWARD_CRASHED_RUN_LOGS") ?? defaults.ForwardCrashedRunLogs,
            ForwardCrashedRunLogsMaxEvents =
                variables.Whole(Prefix + "FORWARD_CRASHED_RUN_LOGS_MAX_EVENTS", 1, EcsLogReader.LargestPage) ?? defaults.ForwardCrashedRunLogsMaxEvents,
        };
    }

    private static string Name(string value, string parameter)
    {
        ArgumentNullException.ThrowIfNull(value, parameter);
        return IsName(value)
            ? value
            : throw new ArgumentException($"A queue's name has 1 to {LongestName} letters, digits, dashes and underscores, which '{value}' has not.", parameter);
    }

    private static bool IsName(string value)
    {
        string stem = value.EndsWith(".fifo", StringComparison.Ordinal) ? value[..^".fifo".Length] : value;
        return stem.Length > 0 && value.Length <= LongestName && stem.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
    }
}
