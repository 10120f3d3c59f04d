namespace Prefect.Flows;

/// <summary>Keeps variables. What it has acknowledged survives the death of the process and of the machine.</summary>
public interface IVariableStore
{
    /// <summary>Finds a variable.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The variable, or <see langword="null"/>.</returns>
    /// <exception cref="RunStoreException">The store cannot be read.</exception>
    ValueTask<Variable?> FindAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Keeps a value under a name.</summary>
    /// <param name="draft">Name, value and labels.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The variable as it is now.</returns>
    /// <exception cref="VariableExistsException">There is one of that name, and the draft does not replace it.</exception>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    ValueTask<Variable> SetAsync(VariableDraft draft, CancellationToken cancellationToken = default);

    /// <summary>Removes a variable.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    ValueTask<bool> DeleteAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Lists variables by name.</summary>
    /// <param name="limit">Most to give; all by default.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    /// <exception cref="RunStoreException">The store cannot be read.</exception>
    IAsyncEnumerable<Variable> ListAsync(int? limit = null, CancellationToken cancellationToken = default);
}
