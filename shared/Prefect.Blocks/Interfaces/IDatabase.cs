namespace Prefect.Blocks;

/// <summary>
/// Runs SQL. The fetching members keep a cursor per operation and parameters: the next call goes on where the last one stopped.
/// </summary>
[SyncTwins]
public partial interface IDatabase
{
    /// <summary>Gives the next row of a query, or null after the last.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="BlockException">The database refused the query, or could not be reached.</exception>
    Task<object?[]?> FetchOneAsync(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, CancellationToken cancellationToken = default);

    /// <summary>Gives the next rows of a query.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="size">How many rows at most; the block's own setting when null.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="BlockException">The database refused the query, or could not be reached.</exception>
    Task<IReadOnlyList<object?[]>> FetchManyAsync(
        string operation,
        IReadOnlyDictionary<string, object?>? parameters = null,
        int? size = null,
        CancellationToken cancellationToken = default);

    /// <summary>Gives the remaining rows of a query.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="BlockException">The database refused the query, or could not be reached.</exception>
    Task<IReadOnlyList<object?[]>> FetchAllAsync(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, CancellationToken cancellationToken = default);

    /// <summary>Runs a statement that gives no rows.</summary>
    /// <param name="operation">The statement.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="BlockException">The database refused the statement, or could not be reached.</exception>
    Task ExecuteAsync(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, CancellationToken cancellationToken = default);

    /// <summary>Runs a statement once per set of parameters.</summary>
    /// <param name="operation">The statement.</param>
    /// <param name="parameterSets">The sets of parameters, by name.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="BlockException">The database refused the statement, or could not be reached.</exception>
    Task ExecuteManyAsync(
        string operation,
        IEnumerable<IReadOnlyDictionary<string, object?>> parameterSets,
        CancellationToken cancellationToken = default);
}
