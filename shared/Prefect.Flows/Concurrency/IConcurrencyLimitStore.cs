namespace Prefect.Flows;

/// <summary>Keeps limits on how much happens at once, and who holds their slots, across all processes that share the store.</summary>
public interface IConcurrencyLimitStore
{
    /// <summary>Keeps a new limit.</summary>
    /// <param name="draft">Name and numbers.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConcurrencyLimitExistsException">There is one of that name.</exception>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    ValueTask<ConcurrencyLimit> CreateAsync(ConcurrencyLimitDraft draft, CancellationToken cancellationToken = default);

    /// <summary>Finds a limit.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The limit, with the slots that are taken now, or <see langword="null"/>.</returns>
    /// <exception cref="RunStoreException">The store cannot be read.</exception>
    ValueTask<ConcurrencyLimit?> FindAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Lists limits by name.</summary>
    /// <param name="prefix">What their names begin with. Default: all.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    /// <exception cref="RunStoreException">The store cannot be read.</exception>
    IAsyncEnumerable<ConcurrencyLimit> ListAsync(string? prefix = null, CancellationToken cancellationToken = default);

    /// <summary>Lists who holds slots of a limit, the oldest first.</summary>
    /// <param name="name">Name of the limit.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    /// <exception cref="RunStoreException">The store cannot be read.</exception>
    IAsyncEnumerable<ConcurrencyLease> ListLeasesAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Changes a limit.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="change">What is changed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The limit as it is now, or <see langword="null"/> when there is none.</returns>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    ValueTask<ConcurrencyLimit?> UpdateAsync(string name, ConcurrencyLimitChange change, CancellationToken cancellationToken = default);

    /// <summary>Takes all slots of a limit from who holds them.</summary>
    /// <param name="name">Name of the limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether there is such a limit.</returns>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    ValueTask<bool> ResetAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Deletes a limit.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    ValueTask<bool> DeleteAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Asks once for slots of all limits of a request: all are taken, or none.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConcurrencySlotException">The limits can never give that many slots, or do not give slots of that kind.</exception>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    ValueTask<ConcurrencyAnswer> AcquireAsync(ConcurrencyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Makes a lease last longer.</summary>
    /// <param name="leaseId">Id of the lease.</param>
    /// <param name="duration">How long it lasts from now on.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when it has ended already: its slots are somebody else's.</returns>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    ValueTask<bool> RenewAsync(Guid leaseId, TimeSpan duration, CancellationToken cancellationToken = default);

    /// <summary>Gives the slots of a lease back; one that has ended is passed over.</summary>
    /// <param name="leaseId">Id of the lease.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    ValueTask ReleaseAsync(Guid leaseId, CancellationToken cancellationToken = default);
}
