namespace Prefect.Flows;

/// <summary>Keeps what is sent to flow runs while they run. Every member may be called from many threads at once.</summary>
public interface IRunInputStore
{
    /// <summary>Keeps an input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when the run has an input of that key already; it stays as it is.</returns>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    ValueTask<bool> CreateAsync(RunInputEntry input, CancellationToken cancellationToken = default);

    /// <summary>Gives the input of a key.</summary>
    /// <param name="flowRunId">The run that it was sent to.</param>
    /// <param name="key">Its key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The input, or <see langword="null"/>.</returns>
    /// <exception cref="RunStoreException">The store cannot be read.</exception>
    ValueTask<RunInputEntry?> FindAsync(Guid flowRunId, string key, CancellationToken cancellationToken = default);

    /// <summary>Gives the inputs whose keys begin alike, in the order in which they came.</summary>
    /// <param name="flowRunId">The run that they were sent to.</param>
    /// <param name="prefix">How the keys begin.</param>
    /// <param name="limit">Most to give.</param>
    /// <param name="excludeKeys">Keys that are left out.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RunStoreException">The store cannot be read.</exception>
    ValueTask<IReadOnlyList<RunInputEntry>> ListAsync(
        Guid flowRunId, string prefix, int limit, IReadOnlySet<string> excludeKeys, CancellationToken cancellationToken = default);

    /// <summary>Deletes the input of a key.</summary>
    /// <param name="flowRunId">The run that it was sent to.</param>
    /// <param name="key">Its key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    ValueTask<bool> DeleteAsync(Guid flowRunId, string key, CancellationToken cancellationToken = default);
}
