using Prefect.Blocks;
using Prefect.Flows;

namespace Prefect.Snowflake;

/// <summary>Work in Snowflake: as methods, and as tasks to be run, submitted or mapped. Each opens a connection of its own, and closes it.</summary>
[SyncTwins]
public static partial class SnowflakeTasks
{
    private const int LongestPoll = 86_400;

    /// <summary>Submits a query, waits for it, and gives its rows.</summary>
    /// <param name="query">The query. Its parameters are <c>%(name)s</c> or <c>:name</c>; without names <c>%s</c> or <c>?</c>.</param>
    /// <param name="snowflakeConnector">Where it runs.</param>
    /// <param name="params">Its parameters, by name or in their order.</param>
    /// <param name="pollFrequencySeconds">Seconds between two looks at the query, 1 to 86400.</param>
    /// <param name="cancellationToken">Ends the waiting and the query.</param>
    /// <exception cref="ArgumentException">The query is empty, a parameter is missing or of no usable type, or the connector cannot be used.</exception>
    /// <exception cref="SnowflakeException">The query failed, or the service could not be reached.</exception>
    [FlowTask]
    public static async Task<IReadOnlyList<SnowflakeRow>> QueryAsync(
        string query,
        SnowflakeConnector snowflakeConnector,
        SnowflakeParameters? @params = null,
        int pollFrequencySeconds = 1,
        CancellationToken cancellationToken = default)
    {
        SnowflakeStatement statement = SnowflakeParameters.Fill(query, @params);
        TimeSpan interval = Interval(pollFrequencySeconds);
        SnowflakeConnection connection = await OpenAsync(snowflakeConnector, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await PolledAsync(connection, statement, interval, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs a query while the connection waits for it, without looking from time to time, and gives its rows.</summary>
    /// <param name="query">The query. Its parameters are <c>%(name)s</c> or <c>:name</c>; without names <c>%s</c> or <c>?</c>.</param>
    /// <param name="snowflakeConnector">Where it runs.</param>
    /// <param name="params">Its parameters, by name or in their order.</param>
    /// <param name="cancellationToken">Ends the waiting and the query.</param>
    /// <inheritdoc cref="QueryAsync" path="/exception"/>
    [FlowTask]
    public static async Task<IReadOnlyList<SnowflakeRow>> QueryDirectlyAsync(
        string query, SnowflakeConnector snowflakeConnector, SnowflakeParameters? @params = null, CancellationToken cancellationToken = default)
    {
        SnowflakeStatement statement = SnowflakeParameters.Fill(query, @params);
        SnowflakeConnection connection = await OpenAsync(snowflakeConnector, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await DirectAsync(connection, statement, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs queries one after another in one session, and gives the rows of each.</summary>
    /// <param name="queries">The queries.</param>
    /// <param name="snowflakeConnector">Where they run.</param>
    /// <param name="params">Parameters, the same for each of them.</param>
    /// <param name="asTransaction">Whether all of them are one transaction: where one fails, the session is closed, which undoes those before it.</param>
    /// <param name="returnTransactionControlResults">Whether what the service answers to the beginning and the end of the transaction is given as well, as the first and the last.</param>
    /// <param name="pollFrequencySeconds">Seconds between two looks at a query, 1 to 86400.</param>
    /// <param name="cancellationToken">Ends the waiting and the query that runs.</param>
    /// <inheritdoc cref="QueryAsync" path="/exception"/>
    [FlowTask]
    public static async Task<IReadOnlyList<IReadOnlyList<SnowflakeRow>>> MultiqueryAsync(
        IReadOnlyList<string> queries,
        SnowflakeConnector snowflakeConnector,
        SnowflakeParameters? @params = null,
        bool asTransaction = false,
        bool returnTransactionControlResults = false,
        int pollFrequencySeconds = 1,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        SnowflakeStatement[] statements = [.. queries.Select(query => SnowflakeParameters.Fill(query, @params))];
        TimeSpan interval = Interval(pollFrequencySeconds);
        SnowflakeConnection connection = await OpenAsync(snowflakeConnector, cancellationToken).ConfigureAwait(false);
        List<IReadOnlyList<SnowflakeRow>> results = [];
        await using (connection.ConfigureAwait(false))
        {
            IReadOnlyList<SnowflakeRow> begun = asTransaction ? await DirectAsync(connection, SnowflakeTransaction.Begin, cancellationToken).ConfigureAwait(false) : [];
            foreach (SnowflakeStatement statement in statements)
            {
                results.Add(await PolledAsync(connection, statement, interval, cancellationToken).ConfigureAwait(false));
            }

            IReadOnlyList<SnowflakeRow> committed = asTransaction ? await DirectAsync(connection, SnowflakeTransaction.CommitStatement, cancellationToken).ConfigureAwait(false) : [];
            return asTransaction && returnTransactionControlResults ? [begun, .. results, committed] : results;
        }
    }

    private static Task<SnowflakeConnection> OpenAsync(SnowflakeConnector connector, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connector);
        return connector.OpenConnectionAsync(SnowflakeConnectOptions.Default, cancellationToken);
    }

    private static TimeSpan Interval(int seconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seconds, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seconds, LongestPoll);
        return TimeSpan.FromSeconds(seconds);
    }

    private static async Task<IReadOnlyList<SnowflakeRow>> PolledAsync(
        SnowflakeConnection connection, SnowflakeStatement statement, TimeSpan interval, CancellationToken cancellationToken)
    {
        using SnowflakeResult result = await connection.PollAsync(statement, interval, cancellationToken).ConfigureAwait(false);
        return await RowsAsync(result, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<SnowflakeRow>> DirectAsync(SnowflakeConnection connection, SnowflakeStatement statement, CancellationToken cancellationToken)
    {
        using SnowflakeResult result = await connection.RunAsync(statement, SnowflakeQueryOptions.Default, cancellationToken).ConfigureAwait(false);
        return await RowsAsync(result, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<SnowflakeRow>> RowsAsync(SnowflakeResult result, CancellationToken cancellationToken)
    {
        List<SnowflakeRow> rows = [];
        while (await result.NextAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add(new SnowflakeRow(result.Columns, result.Values()));
        }

        return rows;
    }
}
