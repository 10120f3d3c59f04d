namespace Prefect.Flows;

/// <summary>How inputs are received.</summary>
public sealed record ReceiveInputOptions
{
    /// <summary>How long to wait for each input; zero or more, or <see cref="Timeout.InfiniteTimeSpan"/>. Default: an hour.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often to look for one, more than zero. Default: 10 seconds.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether a loop throws a <see cref="TimeoutException"/> when no further input comes in time. Default: it ends.</summary>
    public bool ThrowOnTimeout { get; init; }

    /// <summary>Keys of inputs that are passed over.</summary>
    public IReadOnlyCollection<string> ExcludeKeys { get; init; } = [];

    /// <summary>How the keys of the inputs begin. Default: made of the type's name, as Python makes it.</summary>
    public string? KeyPrefix { get; init; }

    /// <summary>The run whose inputs are received. Default: the present one.</summary>
    public Guid? FlowRunId { get; init; }

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal static ReceiveInputOptions Check(ReceiveInputOptions? options)
    {
        options ??= new ReceiveInputOptions();
        if ((options.Timeout < TimeSpan.Zero && options.Timeout != System.Threading.Timeout.InfiniteTimeSpan) || options.Timeout.TotalMilliseconds > int.MaxValue)
        {
            throw new ArgumentException($"The timeout is {options.Timeout}. It must be zero or more, at most 24 days, or Timeout.InfiniteTimeSpan.", nameof(options));
        }

        if (options.PollInterval <= TimeSpan.Zero || options.PollInterval.TotalMilliseconds > int.MaxValue)
        {
            throw new ArgumentException($"The poll interval is {options.PollInterval}. It must be more than zero and at most 24 days.", nameof(options));
        }

        if (options.KeyPrefix is { } prefix)
        {
            RunInputKeys.Check(prefix, nameof(options));
        }

        return options;
    }
}
