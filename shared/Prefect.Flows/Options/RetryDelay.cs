namespace Prefect.Flows;

/// <summary>How long a failed run waits before each repetition.</summary>
public sealed class RetryDelay
{
    private const int MostDelays = 50;
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(365);
    private readonly IReadOnlyList<TimeSpan>? _delays;
    private readonly Func<int, IReadOnlyList<TimeSpan>>? _function;

    private RetryDelay(IReadOnlyList<TimeSpan> delays)
    {
        ArgumentNullException.ThrowIfNull(delays);
        _delays = Check(delays);
    }

    private RetryDelay(Func<int, IReadOnlyList<TimeSpan>> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        _function = function;
    }

    /// <summary>No delay.</summary>
    public static RetryDelay None { get; } = new([TimeSpan.Zero]);

    /// <summary>The same delay before every repetition.</summary>
    /// <param name="delay">Zero to 365 days.</param>
    public static implicit operator RetryDelay(TimeSpan delay) => FromTimeSpan(delay);

    /// <summary>The same delay before every repetition.</summary>
    /// <param name="seconds">Seconds, 0 to 31,536,000 (365 days).</param>
    public static implicit operator RetryDelay(double seconds) => FromDouble(seconds);

    /// <summary>A delay for each repetition; the last holds for all that follow.</summary>
    /// <param name="seconds">Seconds, 0 to 31,536,000 (365 days); one to 50 of them.</param>
    public static implicit operator RetryDelay(double[] seconds) => Sequence([.. (seconds ?? []).Select(Seconds)]);

    /// <summary>A delay for each repetition; the last holds for all that follow.</summary>
    /// <param name="delays">Zero to 365 days; one to 50 of them.</param>
    public static implicit operator RetryDelay(TimeSpan[] delays) => Sequence(delays);

    /// <summary>The same delay before every repetition.</summary>
    /// <param name="delay">Zero to 365 days.</param>
    /// <exception cref="ArgumentException">The delay is negative, or longer than 365 days.</exception>
    public static RetryDelay FromTimeSpan(TimeSpan delay) => new([delay]);

    /// <summary>The same delay before every repetition.</summary>
    /// <param name="seconds">Seconds, 0 to 31,536,000 (365 days).</param>
    /// <exception cref="ArgumentException">The delay is negative, longer than 365 days, or no number.</exception>
    public static RetryDelay FromDouble(double seconds) => new([Seconds(seconds)]);

    /// <summary>A delay for each repetition; the last holds for all that follow.</summary>
    /// <param name="delays">Zero to 365 days; one to 50 of them.</param>
    /// <exception cref="ArgumentException">There is none, there are more than 50, or one is negative or longer than 365 days.</exception>
    public static RetryDelay Sequence(params IReadOnlyList<TimeSpan> delays) => new(delays);

    /// <summary>Doubles with each repetition: the factor, twice it, four times it …, up to 365 days.</summary>
    /// <param name="factor">Seconds before the first repetition, 0 to 31,536,000 (365 days).</param>
    /// <exception cref="ArgumentException">The factor is negative, more than 365 days, or no number.</exception>
    public static RetryDelay Exponential(double factor)
    {
        Seconds(factor);
        return new RetryDelay(retries => [.. Enumerable.Range(0, Math.Min(retries, MostDelays))
            .Select(attempt => TimeSpan.FromSeconds(Math.Min(factor * Math.Pow(2, attempt), s_longest.TotalSeconds)))]);
    }

    /// <summary>Delays that a function computes.</summary>
    /// <param name="delays">Is given the number of repetitions and gives a delay for each; one to 50 of them.</param>
    /// <exception cref="ArgumentNullException"><paramref name="delays"/> is null.</exception>
    public static RetryDelay Of(Func<int, IReadOnlyList<TimeSpan>> delays) => new(delays);

    /// <summary>Gives the delay before each repetition.</summary>
    /// <param name="retries">How many repetitions there are.</param>
    /// <exception cref="ArgumentException">A function gave no delay, more than 50, or one that is negative or longer than 365 days.</exception>
    public IReadOnlyList<TimeSpan> For(int retries) => _delays ?? (retries == 0 ? [TimeSpan.Zero] : Check(_function!(retries)));

    /// <summary>The delays that settings name in seconds; none when they name none.</summary>
    /// <exception cref="ArgumentException">There are more than 50, or one is negative, longer than 365 days or no number.</exception>
    internal static RetryDelay FromSettings(IReadOnlyList<double> seconds) => seconds.Count == 0 ? None : Sequence([.. seconds.Select(Seconds)]);

    /// <summary>Gives the delay before one repetition.</summary>
    /// <param name="attempt">Which repetition, from 0.</param>
    /// <param name="retries">How many there are.</param>
    internal TimeSpan At(int attempt, int retries)
    {
        IReadOnlyList<TimeSpan> delays = For(retries);
        return delays[Math.Min(attempt, delays.Count - 1)];
    }

    private static IReadOnlyList<TimeSpan> Check(IReadOnlyList<TimeSpan> delays)
    {
        if (delays is null || delays.Count is 0 or > MostDelays)
        {
            throw new ArgumentException($"There are {delays?.Count ?? 0} retry delays. Give 1 to {MostDelays}; the last holds for all repetitions that follow.", nameof(delays));
        }

        foreach (TimeSpan delay in delays)
        {
            if (delay < TimeSpan.Zero || delay > s_longest)
            {
                throw new ArgumentException($"A retry delay is {delay}. It must be zero or more, and at most {s_longest.Days} days.", nameof(delays));
            }
        }

        return delays;
    }

    private static TimeSpan Seconds(double seconds) =>
        seconds >= 0 && seconds <= s_longest.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new ArgumentException(
                $"A retry delay is {seconds} seconds. It must be a number, 0 or more, and at most {s_longest.TotalSeconds} ({s_longest.Days} days).", nameof(seconds));
}
