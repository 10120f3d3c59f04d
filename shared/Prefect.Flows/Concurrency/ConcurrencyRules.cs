using System.Buffers;

namespace Prefect.Flows;

/// <summary>What limits, and requests for their slots, must keep to.</summary>
internal static class ConcurrencyRules
{
    private const int LongestName = 255;
    private static readonly SearchValues<char> s_banned = SearchValues.Create("/%&<>");
    private static readonly TimeSpan s_shortestLease = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_longestLease = TimeSpan.FromDays(1);

    public static string CheckName(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return name.Length > LongestName || name.AsSpan().ContainsAny(s_banned) || name.AsSpan().ContainsAnyInRange('\0', '\x1f')
            ? throw new ArgumentException(
                $"'{Quoted.Short(name)}' cannot be the name of a limit: at most {LongestName} characters, and none of / % & < >.", nameof(name))
            : name;
    }

    public static int CheckLimit(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return limit;
    }

    public static int CheckActiveSlots(int slots)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slots);
        return slots;
    }

    public static double CheckDecay(double decay) => double.IsFinite(decay) && decay >= 0
        ? decay
        : throw new ArgumentOutOfRangeException(nameof(decay), decay, "The number of slots that become free each second must be 0 or more.");

    /// <summary>Gives the names, each once.</summary>
    public static string[] CheckNames(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        List<string> each = [];
        foreach (string name in names)
        {
            CheckName(name);
            if (!each.Contains(name, StringComparer.Ordinal))
            {
                each.Add(name);
            }
        }

        return [.. each];
    }

    public static void CheckSlots(int occupy) => ArgumentOutOfRangeException.ThrowIfLessThan(occupy, 1);

    public static void Check(ConcurrencyOptions options)
    {
        CheckTimeout(options.Timeout);
        if (options.MaxRetries is < 0)
        {
            throw new ArgumentException($"The number of retries is {options.MaxRetries}. It must be 0 or more; leave it out for no limit.", nameof(options));
        }

        if (options.LeaseDuration < s_shortestLease || options.LeaseDuration > s_longestLease)
        {
            throw new ArgumentException($"A lease lasts from one minute to one day; this one would last {options.LeaseDuration}.", nameof(options));
        }
    }

    public static void CheckTimeout(TimeSpan? timeout)
    {
        if (timeout is { } given && given < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "The timeout must be zero or more; leave it out to wait for ever.");
        }
    }
}
