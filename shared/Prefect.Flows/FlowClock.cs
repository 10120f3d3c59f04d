namespace Prefect.Flows;

/// <summary>The clock that flows and tasks go by.</summary>
public static class FlowClock
{
    private static readonly AsyncLocal<TimeProvider?> s_override = new();

    /// <summary>Timers are limited to some 49 days.</summary>
    private static readonly TimeSpan s_longestTimer = TimeSpan.FromDays(1);

    /// <summary>The clock of the innermost <see cref="Use"/>, else the system's.</summary>
    public static TimeProvider Current => s_override.Value ?? TimeProvider.System;

    internal static DateTimeOffset Now => Current.GetUtcNow();

    /// <summary>Makes a clock the current one, here and in what is called from here, until the result is disposed.</summary>
    /// <param name="clock">The clock; a test's may be moved by hand.</param>
    /// <exception cref="ArgumentNullException"><paramref name="clock"/> is null.</exception>
    public static IDisposable Use(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        TimeProvider? outer = s_override.Value;
        s_override.Value = clock;
        return new Scope(outer);
    }

    /// <summary>Waits, also longer than a timer can.</summary>
    internal static async Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        TimeProvider clock = Current;
        for (; delay > s_longestTimer; delay -= s_longestTimer)
        {
            await Task.Delay(s_longestTimer, clock, cancellationToken).ConfigureAwait(false);
        }

        await Task.Delay(delay, clock, cancellationToken).ConfigureAwait(false);
    }

    private sealed class Scope(TimeProvider? outer) : IDisposable
    {
        public void Dispose() => s_override.Value = outer;
    }
}
