using System.Runtime.CompilerServices;
using Prefect.Blocks;

namespace Prefect.Sql;

/// <content>Fetching.</content>
public abstract partial record SqlConnector
{
    /// <summary>Gives the next row of a query, or null after the last.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The statement is empty, or a parameter is missing or of no usable type.</exception>
    /// <exception cref="SqlConfigurationException">A property has a value that cannot be used, or there is no provider for the database.</exception>
    /// <exception cref="SecretReferenceException">A secret is a reference that leads nowhere.</exception>
    /// <exception cref="SqlDatabaseException">The database refused the statement, or could not be reached.</exception>
    [OverloadResolutionPriority(1)]
    public Task<object?[]?> FetchOneAsync(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, CancellationToken cancellationToken = default) =>
        FetchOneAsync<object?[]>(SqlCalls.Awaiting, SqlStatement.Of(operation, parameters), cancellationToken);

    /// <summary>Gives the next row of a query, or null after the last.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="options">How it is run. They are part of what tells cursors apart.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public Task<object?[]?> FetchOneAsync(
        string operation, IReadOnlyDictionary<string, object?>? parameters, SqlExecutionOptions? options, CancellationToken cancellationToken = default) =>
        FetchOneAsync<object?[]>(SqlCalls.Awaiting, SqlStatement.Of(operation, parameters, options), cancellationToken);

    /// <summary>Gives the next row of a query whose parameters go by position, or null after the last.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, in their order.</param>
    /// <param name="options">How it is run. They are part of what tells cursors apart.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    public Task<object?[]?> FetchOneAsync(
        string operation, IReadOnlyList<object?> parameters, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        FetchOneAsync<object?[]>(SqlCalls.Awaiting, SqlStatement.Of(operation, parameters, options), cancellationToken);

    /// <summary>Gives the next row of a query, or null after the last, as a type.</summary>
    /// <typeparam name="T">A record or class whose properties have the names of the columns, a dictionary by the names of columns, or a single value.</typeparam>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="options">How it is run. They are part of what tells cursors apart.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public Task<T?> FetchOneAsync<T>(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        FetchOneAsync<T>(SqlCalls.Awaiting, SqlStatement.Of(operation, parameters, options), cancellationToken);

    /// <summary>Gives the next row of a query whose parameters go by position, or null after the last, as a type.</summary>
    /// <typeparam name="T">A record or class whose properties have the names of the columns, a dictionary by the names of columns, or a single value.</typeparam>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, in their order.</param>
    /// <param name="options">How it is run. They are part of what tells cursors apart.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    public Task<T?> FetchOneAsync<T>(
        string operation, IReadOnlyList<object?> parameters, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        FetchOneAsync<T>(SqlCalls.Awaiting, SqlStatement.Of(operation, parameters, options), cancellationToken);

    /// <summary>Gives the next rows of a query.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="size">How many rows at most, at least 1. Default: <see cref="FetchSize"/>.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public Task<IReadOnlyList<object?[]>> FetchManyAsync(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, int? size = null, CancellationToken cancellationToken = default) =>
        FetchRowsAsync<object?[]>(SqlCalls.Awaiting, SqlStatement.Of(operation, parameters), SizeOf(size), cancellationToken);

    /// <summary>Gives the next rows of a query.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="size">How many rows at most, at least 1. Default: <see cref="FetchSize"/>.</param>
    /// <param name="options">How it is run. They are part of what tells cursors apart.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public Task<IReadOnlyList<object?[]>> FetchManyAsync(
        string operation, IReadOnlyDictionary<string, object?>? parameters, int? size, SqlExecutionOptions? options, CancellationToken cancellationToken = default) =>
        FetchRowsAsync<object?[]>(SqlCalls.Awaiting, SqlStatement.Of(operation, parameters, options), SizeOf(size), cancellationToken);

    /// <summary>Gives the next rows of a query whose parameters go by position.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, in their order.</param>
    /// <param name="size">How many rows at most, at least 1. Default: <see cref="FetchSize"/>.</param>
    /// <param name="options">How it is run. They are part of what tells cursors apart.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    public Task<IReadOnlyList<object?[]>> FetchManyAsync(
        string operation, IReadOnlyList<object?> parameters, int? size = null, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        FetchRowsAsync<object?[]>(SqlCalls.Awaiting, SqlStatement.Of(operation, parameters, options), SizeOf(size), cancellationToken);

    /// <summary>Gives the next rows of a query, as a type.</summary>
    /// <typeparam name="T">A record or class whose properties have the names of the columns, a dictionary by the names of columns, or a single value.</typeparam>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="size">How many rows at most, at least 1. Default: <see cref="FetchSize"/>.</param>
    /// <param name="options">How it is run. They are part of what tells cursors apart.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public Task<IReadOnlyList<T>> FetchManyAsync<T>(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, int? size = null, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        FetchRowsAsync<T>(SqlCalls.Awaiting, SqlStatement.Of(operation, parameters, options), SizeOf(size), cancellationToken);

    /// <summary>Gives the next rows of a query whose parameters go by position, as a type.</summary>
    /// <typeparam name="T">A record or class whose properties have the names of the columns, a dictionary by the names of columns, or a single value.</typeparam>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, in their order.</param>
    /// <param name="size">How many rows at most, at least 1. Default: <see cref="FetchSize"/>.</param>
    /// <param name="options">How it is run. They are part of what tells cursors apart.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    public Task<IReadOnlyList<T>> FetchManyAsync<T>(
        string operation, IReadOnlyList<object?> parameters, int? size = null, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        FetchRowsAsync<T>(SqlCalls.Awaiting, SqlStatement.Of(operation, parameters, options), SizeOf(size), cancellationToken);

    /// <summary>Gives the remaining rows of a query.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public Task<IReadOnlyList<object?[]>> FetchAllAsync(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, CancellationToken cancellationToken = default) =>
        FetchRowsAsync<object?[]>(SqlCalls.Awaiting, SqlStatement.Of(operation, parameters), int.MaxValue, cancellationToken);

    /// <summary>Gives the remaining rows of a query.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="options">How it is run. They are part of what tells cursors apart.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public Task<IReadOnlyList<object?[]>> FetchAllAsync(
        string operation, IReadOnlyDictionary<string, object?>? parameters, SqlExecutionOptions? options, CancellationToken cancellationToken = default) =>
        FetchRowsAsync<object?[]>(SqlCalls.Awaiting, SqlStatement.Of(operation, parameters, options), int.MaxValue, cancellationToken);

    /// <summary>Gives the remaining rows of a query whose parameters go by position.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, in their order.</param>
    /// <param name="options">How it is run. They are part of what tells cursors apart.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    public Task<IReadOnlyList<object?[]>> FetchAllAsync(
        string operation, IReadOnlyList<object?> parameters, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        FetchRowsAsync<object?[]>(SqlCalls.Awaiting, SqlStatement.Of(operation, parameters, options), int.MaxValue, cancellationToken);

    /// <summary>Gives the remaining rows of a query, as a type.</summary>
    /// <typeparam name="T">A record or class whose properties have the names of the columns, a dictionary by the names of columns, or a single value.</typeparam>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="options">How it is run. They are part of what tells cursors apart.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public Task<IReadOnlyList<T>> FetchAllAsync<T>(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        FetchRowsAsync<T>(SqlCalls.Awaiting, SqlStatement.Of(operation, parameters, options), int.MaxValue, cancellationToken);

    /// <summary>Gives the remaining rows of a query whose parameters go by position, as a type.</summary>
    /// <typeparam name="T">A record or class whose properties have the names of the columns, a dictionary by the names of columns, or a single value.</typeparam>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, in their order.</param>
    /// <param name="options">How it is run. They are part of what tells cursors apart.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    public Task<IReadOnlyList<T>> FetchAllAsync<T>(
        string operation, IReadOnlyList<object?> parameters, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        FetchRowsAsync<T>(SqlCalls.Awaiting, SqlStatement.Of(operation, parameters, options), int.MaxValue, cancellationToken);

    private Task<T?> FetchOneAsync<T>(SqlCalls calls, SqlStatement statement, CancellationToken cancellationToken) => ReadAsync(
        calls,
        statement,
        async cursor => await cursor.MoveAsync(calls, cancellationToken).ConfigureAwait(false) ? cursor.Parser<T>()(cursor.Reader) : default,
        cancellationToken);

    private Task<IReadOnlyList<T>> FetchRowsAsync<T>(SqlCalls calls, SqlStatement statement, int size, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<T>>(
            calls,
            statement,
            async cursor =>
            {
                List<T> rows = [];
                try
                {
                    while (rows.Count < size && await cursor.MoveAsync(calls, cancellationToken).ConfigureAwait(false))
                    {
                        rows.Add(cursor.Parser<T>()(cursor.Reader));
                    }

                    return rows;
                }
                catch when (rows.Count > 0)
                {
                    cursor.Break();
                    throw;
                }
            },
            cancellationToken);

    private async Task<T> ReadAsync<T>(SqlCalls calls, SqlStatement statement, Func<SqlCursor, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SqlDataSourceLease lease = Lease();
        SqlText text = Parse(statement, lease);
        return await Engine.ReadAsync(calls, lease, statement, text, read, cancellationToken).ConfigureAwait(false);
    }

    private static SqlText Parse(SqlStatement statement, SqlDataSourceLease lease)
    {
        SqlText text = statement.Parse(lease.Target.Driver.Dialect);
        _ = statement.Values(text);
        return text;
    }

    private int SizeOf(int? size) => size switch
    {
        null when FetchSize > 0 => FetchSize,
        null => throw new SqlConfigurationException("fetch_size", $"fetch_size must be at least 1, not {FetchSize}."),
        > 0 => size.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(size), size, "At least 1 row must be fetched."),
    };
}
