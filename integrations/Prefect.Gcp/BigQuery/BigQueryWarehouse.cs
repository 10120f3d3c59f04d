using System.Runtime.CompilerServices;
using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>Runs SQL in BigQuery.</summary>
/// <remarks>
/// The fetching members keep a cursor for each operation with its parameters and options: the next call goes on where the last one
/// stopped. Rows are read page by page, however many there are. Parameters are <c>@name</c> in the operation, or <c>%(name)s</c> as in
/// Python; with a list of values they are <c>?</c> or <c>%s</c>.
/// </remarks>
/// <example>
/// <code>
/// await using BigQueryWarehouse warehouse = await BigQueryWarehouse.LoadAsync("warehouse");
/// await warehouse.ExecuteAsync("CREATE TABLE IF NOT EXISTS shop.customers (name STRING, address STRING)");
/// IReadOnlyList&lt;object?[]&gt; rows = await warehouse.FetchManyAsync("SELECT * FROM shop.customers", size: 100);
/// </code>
/// </example>
[Block(
    "BigQuery Warehouse",
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/10424e311932e31c477ac2b9ef3d53cefbaad708-250x250.png",
    Documentation = "https://docs.prefect.io/integrations/prefect-gcp")]
public sealed partial record BigQueryWarehouse : Block, IDatabase, ICheckable, IAsyncDisposable, IDisposable
{
    // Kept beside the block and not in it: it is no part of its data, a copy has its own, and equality does not ask for it.
    private static readonly ConditionalWeakTable<BigQueryWarehouse, BigQueryCursors> s_cursors = [];

    /// <summary>How to sign in.</summary>
    public required GcpCredentials GcpCredentials { get; init; }

    /// <summary>How many rows are given at a time where the caller does not say, at least 1.</summary>
    public int FetchSize { get; init; } = 1;

    private BigQueryCursors Cursors => s_cursors.GetOrCreateValue(this);

    /// <summary>Gives the client that the operations go through; null once the warehouse is closed.</summary>
    /// <exception cref="GcpConfigurationException">A property is missing.</exception>
    public BigQueryClient? GetConnection() => Cursors.IsClosed ? null : Connect();

    /// <summary>Forgets every cursor: what is fetched next is run anew.</summary>
    public void ResetCursors() => Cursors.Reset();

    /// <summary>Forgets every cursor and ends the work with this warehouse. Closing it again does nothing.</summary>
    public void Close() => Cursors.Close();

    /// <inheritdoc/>
    void IDisposable.Dispose() => Close();

    /// <inheritdoc/>
    ValueTask IAsyncDisposable.DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    /// <summary>Signs in, and has a query checked without running it: that asks for the permission <c>bigquery.jobs.create</c>.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default) => GcpCheck.RunAsync(
        () => Connect().Service,
        async (_, token) =>
        {
            BigQueryClient client = Connect();
            await client.DryRunAsync("SELECT 1", cancellationToken: token).ConfigureAwait(false);
            return "The credentials may run queries.";
        },
        cancellationToken);

    private BigQueryClient Connect() =>
        GcpCredentials is null
            ? throw new GcpConfigurationException("gcp_credentials", "The BigQuery warehouse has no gcp_credentials.")
            : new BigQueryClient(GcpCredentials);
}
