using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>
/// Keeps locks by key, so that one transaction of a key runs at a time. A lock belongs to a holder; it can be taken again by the
/// same one without effect, and is released once.
/// </summary>
[SyncTwins]
public partial interface ILockManager
{
    /// <summary>Takes the lock of a key, waiting for others to release it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="holder">Who takes it.</param>
    /// <param name="acquireTimeout">How long to wait, zero or more. Default: for ever.</param>
    /// <param name="holdTimeout">After which time the lock is released by itself; more than zero. Default: never.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether the holder has the lock now.</returns>
    /// <exception cref="ArgumentException">The key or holder is empty, or a timeout is out of its range.</exception>
    ValueTask<bool> AcquireLockAsync(
        string key, string holder, TimeSpan? acquireTimeout = null, TimeSpan? holdTimeout = null, CancellationToken cancellationToken = default);

    /// <summary>Releases the lock of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="holder">Who holds it.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The key or holder is empty, or the holder does not hold the lock.</exception>
    ValueTask ReleaseLockAsync(string key, string holder, CancellationToken cancellationToken = default);

    /// <summary>Tells whether somebody holds the lock of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    ValueTask<bool> IsLockedAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Tells whether a holder holds the lock of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="holder">The holder.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    ValueTask<bool> IsLockHolderAsync(string key, string holder, CancellationToken cancellationToken = default);

    /// <summary>Waits until nobody holds the lock of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="timeout">How long to wait, zero or more. Default: for ever.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it is free now.</returns>
    ValueTask<bool> WaitForLockAsync(string key, TimeSpan? timeout = null, CancellationToken cancellationToken = default);
}
