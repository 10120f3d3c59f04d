namespace Prefect.Flows;

/// <summary>Keeps artifacts.</summary>
public interface IArtifactStore
{
    /// <summary>Keeps a new artifact.</summary>
    /// <param name="artifact">The artifact, with its id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    ValueTask CreateAsync(Artifact artifact, CancellationToken cancellationToken = default);

    /// <summary>Finds the artifact of a key that was changed last, or keeps a new one, in one step.</summary>
    /// <param name="artifact">The new artifact, with its id and a key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The one that is kept; the given one when it is new.</returns>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    ValueTask<Artifact> GetOrCreateAsync(Artifact artifact, CancellationToken cancellationToken = default);

    /// <summary>Changes an artifact.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="change">What is changed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether there is one of that id and kind.</returns>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    ValueTask<bool> UpdateAsync(Guid id, ArtifactChange change, CancellationToken cancellationToken = default);

    /// <summary>Finds an artifact.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The artifact, or <see langword="null"/>.</returns>
    /// <exception cref="RunStoreException">The store cannot be read.</exception>
    ValueTask<Artifact?> FindAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>Finds the artifact of a key that was changed last.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The artifact, or <see langword="null"/>.</returns>
    /// <exception cref="RunStoreException">The store cannot be read.</exception>
    ValueTask<Artifact?> FindLatestAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Lists artifacts, those that were changed last first.</summary>
    /// <param name="filter">Which. Default: all.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    /// <exception cref="RunStoreException">The store cannot be read.</exception>
    IAsyncEnumerable<Artifact> ListAsync(ArtifactFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes an artifact.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    ValueTask<bool> DeleteAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>Deletes all artifacts of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many there were.</returns>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    ValueTask<int> DeleteAsync(string key, CancellationToken cancellationToken = default);
}
