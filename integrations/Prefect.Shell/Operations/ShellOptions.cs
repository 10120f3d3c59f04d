namespace Prefect.Shell;

/// <summary>How commands are run, beyond what documents keep.</summary>
public sealed record ShellOptions
{
    private static readonly TimeSpan s_longestTimeout = TimeSpan.FromDays(49);

    /// <summary>What is done unless something else is asked for.</summary>
    public static ShellOptions Default { get; } = new();

    /// <summary>How long the commands may take before they are ended, more than nothing and at most 49 days. Default: as long as they will.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive, or longer than 49 days.</exception>
    public TimeSpan? Timeout
    {
        get;
        init
        {
            if (value is { } time)
            {
                ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero, nameof(value));
                ArgumentOutOfRangeException.ThrowIfGreaterThan(time, s_longestTimeout, nameof(value));
            }

            field = value;
        }
    }

    /// <summary>How long they may take to end after they were asked to, before they are made to. Default: 5 seconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public TimeSpan Grace
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(5);

    /// <summary>The codes that are no failure. Default: 0 alone.</summary>
    public IReadOnlyCollection<int> SuccessCodes { get; init; } = [0];

    internal TimeProvider Time { get; init; } = TimeProvider.System;
}
