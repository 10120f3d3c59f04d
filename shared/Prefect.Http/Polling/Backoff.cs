using System.Diagnostics.CodeAnalysis;

namespace Prefect.Http;

/// <summary>
/// Pauses between attempts: each may be twice as long as the one before, and what is waited is a random part of it, no less than a tenth,
/// so that many callers do not come back at once.
/// </summary>
public sealed record Backoff
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    /// <summary>The longest first pause, up to a day. Default: 1 second.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is outside of its range.</exception>
    public TimeSpan First
    {
        get;
        init => field = OptionRange.Check(value, TimeSpan.Zero, s_longest);
    } = TimeSpan.FromSeconds(1);

    /// <summary>What no pause is longer than, up to a day. Default: 20 seconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is outside of its range.</exception>
    public TimeSpan Longest
    {
        get;
        init => field = OptionRange.Check(value, TimeSpan.Zero, s_longest);
    } = TimeSpan.FromSeconds(20);

    /// <summary>Says how long to wait.</summary>
    /// <param name="failures">How many attempts have failed, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="failures"/> is not positive.</exception>
    [SuppressMessage("Security", "CA5394", Justification = "The length of a pause is no secret.")]
    public TimeSpan Pause(int failures)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(failures);
        double longest = Math.Min(Longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 30)));
        return TimeSpan.FromSeconds(longest * (0.1 + (0.9 * Random.Shared.NextDouble())));
    }
}
