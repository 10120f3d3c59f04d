using System.Runtime.CompilerServices;
using Prefect.Blocks;

namespace Prefect.Sql;

/// <content>Executing.</content>
public abstract partial record SqlConnector
{
    /// <summary>Runs a statement on a connection of its own, and commits.</summary>
    /// <param name="operation">The statement.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>How many rows it changed; -1 where that cannot be said.</returns>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public Task<int> ExecuteAsync(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        ExecuteAsync(SqlCalls.Awaiting, SqlStatement.Of(operation, parameters, options), cancellationToken);

    /// <summary>Runs a statement whose parameters go by position on a connection of its own, and commits.</summary>
    /// <param name="operation">The statement.</param>
    /// <param name="parameters">Its parameters, in their order.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>How many rows it changed; -1 where that cannot be said.</returns>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    public Task<int> ExecuteAsync(
        string operation, IReadOnlyList<object?> parameters, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        ExecuteAsync(SqlCalls.Awaiting, SqlStatement.Of(operation, parameters, options), cancellationToken);

    /// <summary>
    /// Runs a statement once per set of parameters, on one connection and in one transaction: all of them count, or none. All sets are checked
    /// before the first is run.
    /// </summary>
    /// <param name="operation">The statement.</param>
    /// <param name="parameterSets">The sets of parameters, by name.</param>
    /// <param name="options">How they are run.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>How many rows were changed.</returns>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public Task<int> ExecuteManyAsync(
        string operation,
        IEnumerable<IReadOnlyDictionary<string, object?>> parameterSets,
        SqlExecutionOptions? options = null,
        CancellationToken cancellationToken = default) =>
        ExecuteManyAsync(SqlCalls.Awaiting, Sets(operation, parameterSets, options), cancellationToken);

    /// <summary>
    /// Runs a statement whose parameters go by position once per set of parameters, on one connection and in one transaction: all of them
    /// count, or none. All sets are checked before the first is run.
    /// </summary>
    /// <param name="operation">The statement.</param>
    /// <param name="parameterSets">The sets of parameters, each in its order.</param>
    /// <param name="options">How they are run.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>How many rows were changed.</returns>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    public Task<int> ExecuteManyAsync(
        string operation, IEnumerable<IReadOnlyList<object?>> parameterSets, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        ExecuteManyAsync(SqlCalls.Awaiting, Sets(operation, parameterSets, options), cancellationToken);

    /// <inheritdoc cref="ExecuteAsync(string, IReadOnlyDictionary{string, object?}?, SqlExecutionOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public int Execute(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        Sync.Run(() => ExecuteAsync(SqlCalls.Blocking, SqlStatement.Of(operation, parameters, options), cancellationToken));

    /// <inheritdoc cref="ExecuteAsync(string, IReadOnlyList{object?}, SqlExecutionOptions?, CancellationToken)"/>
    public int Execute(
        string operation, IReadOnlyList<object?> parameters, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        Sync.Run(() => ExecuteAsync(SqlCalls.Blocking, SqlStatement.Of(operation, parameters, options), cancellationToken));

    /// <inheritdoc cref="ExecuteManyAsync(string, IEnumerable{IReadOnlyDictionary{string, object?}}, SqlExecutionOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public int ExecuteMany(
        string operation,
        IEnumerable<IReadOnlyDictionary<string, object?>> parameterSets,
        SqlExecutionOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Sync.Run(() => ExecuteManyAsync(SqlCalls.Blocking, Sets(operation, parameterSets, options), cancellationToken));

    /// <inheritdoc cref="ExecuteManyAsync(string, IEnumerable{IReadOnlyList{object?}}, SqlExecutionOptions?, CancellationToken)"/>
    public int ExecuteMany(
        string operation, IEnumerable<IReadOnlyList<object?>> parameterSets, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        Sync.Run(() => ExecuteManyAsync(SqlCalls.Blocking, Sets(operation, parameterSets, options), cancellationToken));

    /// <inheritdoc/>
    Task IDatabase.ExecuteAsync(string operation, IReadOnlyDictionary<string, object?>? parameters, CancellationToken cancellationToken) =>
        ExecuteAsync(operation, parameters, null, cancellationToken);

    /// <inheritdoc/>
    Task IDatabase.ExecuteManyAsync(
        string operation, IEnumerable<IReadOnlyDictionary<string, object?>> parameterSets, CancellationToken cancellationToken) =>
        ExecuteManyAsync(operation, parameterSets, null, cancellationToken);

    /// <inheritdoc/>
    void IDatabase.Execute(string operation, IReadOnlyDictionary<string, object?>? parameters, CancellationToken cancellationToken) =>
        Execute(operation, parameters, null, cancellationToken);

    /// <inheritdoc/>
    void IDatabase.ExecuteMany(
        string operation, IEnumerable<IReadOnlyDictionary<string, object?>> parameterSets, CancellationToken cancellationToken) =>
        ExecuteMany(operation, parameterSets, null, cancellationToken);

    private static List<SqlStatement> Sets(
        string operation, IEnumerable<IReadOnlyDictionary<string, object?>> parameterSets, SqlExecutionOptions? options)
    {
        ArgumentNullException.ThrowIfNull(parameterSets);
        ArgumentException.ThrowIfNullOrWhiteSpace(operation);
        return [.. parameterSets.Select(set => SqlStatement.Of(operation, set ?? throw MissingSet(), options))];
    }

    private static List<SqlStatement> Sets(string operation, IEnumerable<IReadOnlyList<object?>> parameterSets, SqlExecutionOptions? options)
    {
        ArgumentNullException.ThrowIfNull(parameterSets);
        ArgumentException.ThrowIfNullOrWhiteSpace(operation);
        return [.. parameterSets.Select(set => SqlStatement.Of(operation, set ?? throw MissingSet(), options))];
    }

    private static SqlParameterException MissingSet() => new("A set of parameters is null.");

    private async Task<int> ExecuteAsync(SqlCalls calls, SqlStatement statement, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SqlDataSourceLease lease = Lease();
        return await SqlExecution.RunAsync(calls, lease, statement, Parse(statement, lease), cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> ExecuteManyAsync(SqlCalls calls, List<SqlStatement> statements, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (statements.Count == 0)
        {
            return 0;
        }

        SqlDataSourceLease lease = Lease();
        SqlText text = Parse(statements[0], lease);
        foreach (SqlStatement statement in statements.Skip(1))
        {
            _ = statement.Values(text);
        }

        return await SqlExecution.RunManyAsync(calls, lease, statements, text, cancellationToken).ConfigureAwait(false);
    }
}
