using Prefect.Http;

namespace Prefect.Databricks;

/// <summary>How a run is waited for.</summary>
public sealed record DatabricksWaitOptions
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    /// <summary>Time between two reads of the state, 0 to a day. Default: 10 seconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is outside of its range.</exception>
    public TimeSpan PollInterval
    {
        get;
        init => field = OptionRange.Check(value, TimeSpan.Zero, s_day);
    } = TimeSpan.FromSeconds(10);

    /// <summary>How long is waited at most, by the clock; the run goes on after it. Null for no end. Default: 15 minutes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public TimeSpan? MaxWait
    {
        get;
        init => field = value is { } time ? OptionRange.Check(time, TimeSpan.Zero, TimeSpan.MaxValue) : null;
    } = TimeSpan.FromMinutes(15);

    /// <summary>How long the state may be out of sight before waiting is given up, 0 to a day; 20 reads must have failed besides. Default: 15 minutes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is outside of its range.</exception>
    public TimeSpan Patience
    {
        get;
        init => field = OptionRange.Check(value, TimeSpan.Zero, s_day);
    } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Whether the run is cancelled when waiting for it is. Default: <see langword="false"/>, it goes on. That it could not be cancelled is
    /// logged.
    /// </summary>
    public bool CancelRemote { get; init; }

    internal static DatabricksWaitOptions Of(int maxWaitSeconds, int pollFrequencySeconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxWaitSeconds);
        ArgumentOutOfRangeException.ThrowIfNegative(pollFrequencySeconds);
        return new DatabricksWaitOptions { MaxWait = TimeSpan.FromSeconds(maxWaitSeconds), PollInterval = TimeSpan.FromSeconds(pollFrequencySeconds) };
    }
}
