using System.Data.Common;
using System.Runtime.CompilerServices;
using Prefect.Blocks;

namespace Prefect.Sql;

/// <content>Streaming.</content>
public abstract partial record SqlConnector
{
    /// <summary>
    /// Gives the rows of a query one by one, as the database sends them, on a connection of their own. It is committed after the last row, and
    /// rolled back when the reading ends before.
    /// </summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public IAsyncEnumerable<object?[]> StreamAsync(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        StreamAsync(SqlCalls.Awaiting, SqlStatement.Of(operation, parameters, options), static _ => SqlRows.Arrays, cancellationToken);

    /// <summary>Gives the rows of a query whose parameters go by position one by one, as the database sends them.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, in their order.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    public IAsyncEnumerable<object?[]> StreamAsync(
        string operation, IReadOnlyList<object?> parameters, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        StreamAsync(SqlCalls.Awaiting, SqlStatement.Of(operation, parameters, options), static _ => SqlRows.Arrays, cancellationToken);

    /// <summary>Gives the rows of a query one by one, as a type, as the database sends them.</summary>
    /// <typeparam name="T">A record or class whose properties have the names of the columns, a dictionary by the names of columns, or a single value.</typeparam>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public IAsyncEnumerable<T> StreamAsync<T>(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        StreamAsync(SqlCalls.Awaiting, SqlStatement.Of(operation, parameters, options), SqlRows.Parser<T>, cancellationToken);

    /// <summary>Gives the rows of a query one by one, as the caller reads them: nothing comes between the provider and the caller.</summary>
    /// <typeparam name="T">A row.</typeparam>
    /// <param name="operation">The query.</param>
    /// <param name="read">Reads the row that the reader is on.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    public IAsyncEnumerable<T> StreamAsync<T>(
        string operation,
        Func<DbDataReader, T> read,
        IReadOnlyDictionary<string, object?>? parameters = null,
        SqlExecutionOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        return StreamAsync(SqlCalls.Awaiting, SqlStatement.Of(operation, parameters, options), _ => read, cancellationToken);
    }

    /// <inheritdoc cref="StreamAsync(string, IReadOnlyDictionary{string, object?}?, SqlExecutionOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public IEnumerable<object?[]> Stream(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        Sync.Enumerate(StreamAsync(SqlCalls.Blocking, SqlStatement.Of(operation, parameters, options), static _ => SqlRows.Arrays, cancellationToken));

    /// <inheritdoc cref="StreamAsync(string, IReadOnlyList{object?}, SqlExecutionOptions?, CancellationToken)"/>
    public IEnumerable<object?[]> Stream(
        string operation, IReadOnlyList<object?> parameters, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        Sync.Enumerate(StreamAsync(SqlCalls.Blocking, SqlStatement.Of(operation, parameters, options), static _ => SqlRows.Arrays, cancellationToken));

    /// <inheritdoc cref="StreamAsync{T}(string, IReadOnlyDictionary{string, object?}?, SqlExecutionOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public IEnumerable<T> Stream<T>(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        Sync.Enumerate(StreamAsync(SqlCalls.Blocking, SqlStatement.Of(operation, parameters, options), SqlRows.Parser<T>, cancellationToken));

    /// <inheritdoc cref="StreamAsync{T}(string, Func{DbDataReader, T}, IReadOnlyDictionary{string, object?}?, SqlExecutionOptions?, CancellationToken)"/>
    public IEnumerable<T> Stream<T>(
        string operation,
        Func<DbDataReader, T> read,
        IReadOnlyDictionary<string, object?>? parameters = null,
        SqlExecutionOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        return Sync.Enumerate(StreamAsync(SqlCalls.Blocking, SqlStatement.Of(operation, parameters, options), _ => read, cancellationToken));
    }

    private async IAsyncEnumerable<T> StreamAsync<T>(
        SqlCalls calls,
        SqlStatement statement,
        Func<DbDataReader, Func<DbDataReader, T>> parser,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SqlDataSourceLease lease = Lease();
        SqlCursor cursor = await SqlCursor.OpenAsync(calls, lease, statement, Parse(statement, lease), cancellationToken).ConfigureAwait(false);
        bool isRead = false;
        try
        {
            Func<DbDataReader, T> read = parser(cursor.Reader);
            while (await cursor.MoveAsync(calls, cancellationToken).ConfigureAwait(false))
            {
                yield return read(cursor.Reader);
            }

            isRead = true;
        }
        finally
        {
            await cursor.EndAsync(calls, isRead).ConfigureAwait(false);
        }
    }
}
