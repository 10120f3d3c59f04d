using System.Runtime.CompilerServices;

namespace Prefect.Snowflake;

/// <content>Rows with the names of their columns.</content>
public sealed partial record SnowflakeConnector
{
    /// <summary>Gives the next rows of a query, whose values have names: the same cursor goes on.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="size">How many rows at most, at least 1; null for all that remain.</param>
    /// <param name="cancellationToken">Ends the operation, and the query if it runs.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    public Task<IReadOnlyList<SnowflakeRow>> FetchRowsAsync(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, int? size = null, CancellationToken cancellationToken = default)
    {
        SnowflakeStatement statement = SnowflakeStatement.Of(operation, parameters);
        int most = size is null ? int.MaxValue : SizeOf(size);
        return Handles.Slot(statement).ReadAsync(
            token => RunAsync(statement, token),
            async (cursor, token) => Named(cursor, await cursor.TakeAsync(most, token).ConfigureAwait(false)),
            cancellationToken);
    }

    /// <summary>Runs a query, and gives its rows while they are read: a few parts of the result are in memory, however many rows there are.</summary>
    /// <param name="operation">The query. It is run anew, whatever cursors there are.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="cancellationToken">Ends the operation, and the query if it runs.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    public IAsyncEnumerable<SnowflakeRow> StreamAsync(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, CancellationToken cancellationToken = default) =>
        StreamAsync(SnowflakeStatement.Of(operation, parameters), cancellationToken);

    private static IReadOnlyList<SnowflakeRow> Named(SnowflakeCursor cursor, IReadOnlyList<object?[]> rows) =>
        [.. rows.Select(row => new SnowflakeRow(cursor.Columns, row))];

    private async IAsyncEnumerable<SnowflakeRow> StreamAsync(SnowflakeStatement statement, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using SnowflakeResult result = await RunAsync(statement, cancellationToken).ConfigureAwait(false);
        while (await result.NextAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return new SnowflakeRow(result.Columns, result.Values());
        }
    }
}
