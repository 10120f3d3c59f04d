using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Prefect.Http;

/// <summary>How often and how patiently a <see cref="StatusWatch"/> looks.</summary>
public sealed record StatusWatchOptions
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    /// <summary>What is watched, to follow "The" in messages: <c>task 'abc'</c>. No secret.</summary>
    public required string Subject { get; init; }

    /// <summary>Time between two reads, 0 to a day. Default: 5 seconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is outside of its range.</exception>
    public TimeSpan Interval
    {
        get;
        init => field = OptionRange.Check(value, TimeSpan.Zero, s_longest);
    } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long is waited at most, by the clock and from the making of the watch. What is watched goes on after it. Default: without end.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public TimeSpan? Timeout
    {
        get;
        init => field = value is { } time ? OptionRange.Check(time, TimeSpan.Zero, TimeSpan.MaxValue) : null;
    }

    /// <summary>
    /// How long reads may fail in a row before waiting is given up, 0 to a day; <see cref="FewestFailures"/> must have failed besides.
    /// Default: 15 minutes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is outside of its range.</exception>
    public TimeSpan Patience
    {
        get;
        init => field = OptionRange.Check(value, TimeSpan.Zero, s_longest);
    } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How many reads in a row must have failed before waiting is given up, 1 to 1000, so that a machine that slept for longer than
    /// <see cref="Patience"/> does not give up on the first one after. Default: 3.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside of its range.</exception>
    public int FewestFailures
    {
        get;
        init => field = OptionRange.Check(value, 1, 1000);
    } = 3;

    /// <summary>The pauses after reads that failed; null for <see cref="Interval"/>. A service that says how long to wait is heeded too.</summary>
    public Backoff? FailureBackoff { get; init; }

    /// <summary>Whether an error says nothing about what is watched. Default: a <see cref="ServiceException"/> that is transient.</summary>
    public Func<Exception, bool> IsNoVerdict { get; init; } = static exception => exception is ServiceException { IsTransient: true };

    /// <summary>
    /// Whether an error says that there is no such thing, where that may mean "not yet": it is borne for <see cref="Birth"/>. Default: none is.
    /// </summary>
    public Func<Exception, bool> IsNotYetThere { get; init; } = static _ => false;

    /// <summary>How long after the making of the watch what was just started may be unknown, 0 to a day. Default: 1 minute.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is outside of its range.</exception>
    public TimeSpan Birth
    {
        get;
        init => field = OptionRange.Check(value, TimeSpan.Zero, s_longest);
    } = TimeSpan.FromMinutes(1);

    /// <summary>Makes the error that waiting is given up with. Default: the last error as it was.</summary>
    public Func<StatusLoss, Exception>? GiveUp { get; init; }

    /// <summary>
    /// Stops what is watched when the waiting for it is cancelled; null to let it go on. It has 30 seconds, and what it throws is logged.
    /// Default: null.
    /// </summary>
    public Func<CancellationToken, Task>? Stop { get; init; }

    /// <summary>Tells the time. Default: the system's clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where failed reads are told, as warnings. Default: nowhere.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}
