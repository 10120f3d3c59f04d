namespace Prefect.Aws;

/// <summary>How to find out whether something has come to pass: what to ask, how often, and what the answers mean.</summary>
/// <param name="Name">Name of the waiter.</param>
/// <param name="Operation">Name of the operation that is asked.</param>
/// <param name="Delay">Time from an answer to the next question.</param>
/// <param name="MaxAttempts">How often is asked.</param>
/// <param name="Acceptors">What the answers mean: the first one that knows an answer counts.</param>
internal sealed record WaiterModel(string Name, string Operation, TimeSpan Delay, int MaxAttempts, IReadOnlyList<WaiterAcceptor> Acceptors)
{
    // What timers take is a little more.
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromDays(24);

    /// <summary>Tells whether two names mean one waiter: <c>tasks_running</c> is <c>TasksRunning</c>.</summary>
    public static bool IsSameName(string name, string other) => string.Equals(Bare(name), Bare(other), StringComparison.OrdinalIgnoreCase);

    public static bool IsDelay(TimeSpan delay) => delay >= TimeSpan.Zero && delay <= s_longestDelay;

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public WaiterModel With(WaiterConfig? config)
    {
        if (config?.Delay is { } delay && !IsDelay(delay))
        {
            throw new ArgumentOutOfRangeException(nameof(config), delay, "Delay must be 0 to 24 days.");
        }

        return config?.MaxAttempts is < 1
            ? throw new ArgumentOutOfRangeException(nameof(config), config.MaxAttempts, "MaxAttempts must be 1 or more.")
            : this with { Delay = config?.Delay ?? Delay, MaxAttempts = config?.MaxAttempts ?? MaxAttempts };
    }

    private static string Bare(string name) => name.Replace("_", "", StringComparison.Ordinal);
}
