namespace Prefect.Flows;

/// <summary>What the arguments of lock managers must keep to.</summary>
internal static class LockArguments
{
    public static void Check(string key) => ArgumentException.ThrowIfNullOrWhiteSpace(key);

    public static void Check(string key, string holder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        ArgumentException.ThrowIfNullOrWhiteSpace(holder);
    }

    public static void Check(TimeSpan? acquireTimeout, TimeSpan? holdTimeout)
    {
        CheckWait(acquireTimeout);
        if (holdTimeout is { } hold && hold <= TimeSpan.Zero)
        {
            throw new ArgumentException($"The hold timeout is {hold}. It must be more than zero; leave it out to hold the lock until it is released.", nameof(holdTimeout));
        }
    }

    public static void CheckWait(TimeSpan? timeout)
    {
        if (timeout is { } wait && wait < TimeSpan.Zero)
        {
            throw new ArgumentException($"The timeout is {wait}. It must be zero or more; leave it out to wait for ever.", nameof(timeout));
        }
    }

    /// <summary>When a time is over; null for one that will not be over in anybody's life.</summary>
    public static DateTimeOffset? Deadline(TimeSpan? timeout) =>
        timeout is { } length && length.TotalDays < 36500 ? FlowClock.Now + length : null;

    public static ArgumentException NotHeld(string key, string holder) =>
        new($"'{holder}' does not hold the lock of '{key}': it was never taken, has expired, or somebody else holds it.", nameof(holder));
}
