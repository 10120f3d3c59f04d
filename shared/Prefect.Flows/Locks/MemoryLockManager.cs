namespace Prefect.Flows;

/// <summary>Keeps locks in the memory of this process.</summary>
public sealed class MemoryLockManager : ILockManager
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Held> _locks = new(StringComparer.Ordinal);

    private MemoryLockManager()
    {
    }

    /// <summary>The one instance: locks of different instances would not see each other.</summary>
    public static MemoryLockManager Shared { get; } = new();

    /// <inheritdoc/>
    public async ValueTask<bool> AcquireLockAsync(
        string key, string holder, TimeSpan? acquireTimeout = null, TimeSpan? holdTimeout = null, CancellationToken cancellationToken = default)
    {
        LockArguments.Check(key, holder);
        LockArguments.Check(acquireTimeout, holdTimeout);
        DateTimeOffset? deadline = LockArguments.Deadline(acquireTimeout);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Held? held = TryTake(key, holder, holdTimeout);
            if (held is null)
            {
                return true;
            }

            if (deadline <= FlowClock.Now)
            {
                return false;
            }

            await WaitAsync(held, deadline, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask ReleaseLockAsync(string key, string holder, CancellationToken cancellationToken = default)
    {
        LockArguments.Check(key, holder);
        cancellationToken.ThrowIfCancellationRequested();
        Held? held;
        lock (_gate)
        {
            held = Find(key);
            if (held is null || held.Holder != holder)
            {
                throw LockArguments.NotHeld(key, holder);
            }

            _locks.Remove(key);
        }

        held.Released.TrySetResult();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<bool> IsLockedAsync(string key, CancellationToken cancellationToken = default)
    {
        LockArguments.Check(key);
        lock (_gate)
        {
            return ValueTask.FromResult(Find(key) is not null);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> IsLockHolderAsync(string key, string holder, CancellationToken cancellationToken = default)
    {
        LockArguments.Check(key, holder);
        lock (_gate)
        {
            return ValueTask.FromResult(Find(key)?.Holder == holder);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> WaitForLockAsync(string key, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        LockArguments.Check(key);
        LockArguments.CheckWait(timeout);
        DateTimeOffset? deadline = LockArguments.Deadline(timeout);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Held? held;
            lock (_gate)
            {
                held = Find(key);
            }

            if (held is null || deadline <= FlowClock.Now)
            {
                return held is null;
            }

            await WaitAsync(held, deadline, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until a lock is released, expires or the deadline has come.</summary>
    private static async Task WaitAsync(Held held, DateTimeOffset? deadline, CancellationToken cancellationToken)
    {
        DateTimeOffset? until = held.Expiration < deadline || deadline is null ? held.Expiration : deadline;
        if (until is null)
        {
            await held.Released.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        TimeProvider clock = FlowClock.Current;
        TimeSpan rest = until.Value - clock.GetUtcNow();
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task timer = Task.Delay(LongestDelay(rest), clock, ended.Token);
        await Task.WhenAny(held.Released.Task, timer).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Timers are limited to some 49 days; the callers look again when one has run out.</summary>
    private static TimeSpan LongestDelay(TimeSpan rest) =>
        rest <= TimeSpan.Zero ? TimeSpan.Zero : rest > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : rest;

    /// <summary>Takes the lock, or gives who has it.</summary>
    private Held? TryTake(string key, string holder, TimeSpan? holdTimeout)
    {
        lock (_gate)
        {
            if (Find(key) is { } held)
            {
                return held.Holder == holder ? null : held;
            }

            _locks.Add(key, new Held(holder, LockArguments.Deadline(holdTimeout)));
            return null;
        }
    }

    /// <summary>The lock of a key; one that has expired is removed.</summary>
    private Held? Find(string key)
    {
        if (!_locks.TryGetValue(key, out Held? held))
        {
            return null;
        }

        if (held.Expiration is null || held.Expiration > FlowClock.Now)
        {
            return held;
        }

        _locks.Remove(key);
        held.Released.TrySetResult();
        return null;
    }

    private sealed record Held(string Holder, DateTimeOffset? Expiration)
    {
        public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
