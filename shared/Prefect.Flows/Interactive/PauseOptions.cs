namespace Prefect.Flows;

/// <summary>How a flow run waits for somebody.</summary>
public sealed record PauseOptions
{
    internal static readonly PauseOptions None = new();

    /// <summary>How long it waits at most, more than zero and at most 365 days. Default: an hour for a pause, without end for a suspension.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How often a paused run looks whether it was resumed, more than zero. Default: 10 seconds.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Tells the pauses of a run apart, so that a run that is repeated does not wait again where it was resumed before. Default: the
    /// number of the pause in the run.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>What people are told and given, when the run waits for an input.</summary>
    public RunInputRequest Request { get; init; } = RunInputRequest.None;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal static PauseOptions Check(PauseOptions? options)
    {
        options ??= None;
        if (options.Timeout is { } timeout && (timeout <= TimeSpan.Zero || timeout.TotalDays > 365))
        {
            throw new ArgumentException($"The timeout is {timeout}. It must be more than zero and at most 365 days.", nameof(options));
        }

        if (options.PollInterval <= TimeSpan.Zero || options.PollInterval.TotalMilliseconds > int.MaxValue)
        {
            throw new ArgumentException($"The poll interval is {options.PollInterval}. It must be more than zero and at most 24 days.", nameof(options));
        }

        if (options.Key is { } key)
        {
            RunInputKeys.Check(key, nameof(options));
        }

        ArgumentNullException.ThrowIfNull(options.Request, nameof(options));
        return options;
    }
}
