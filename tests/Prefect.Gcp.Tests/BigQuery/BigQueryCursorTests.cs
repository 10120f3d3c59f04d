using Prefect.Testing;

namespace Prefect.Gcp.Tests.BigQuery;

/// <summary>What becomes of the rows when pages cannot be read.</summary>
public sealed class BigQueryCursorTests : GcpTest
{
    private const string Schema = """ "schema":{"fields":[{"name":"n","type":"INTEGER"}]},"totalRows":"4" """;

    private BigQueryWarehouse Warehouse => new() { GcpCredentials = Credentials with { Project = "harbour" } };

    [Fact]
    public async Task Rows_that_were_read_before_a_failure_are_given_by_the_next_fetch()
    {
        using IDisposable scope = Reach();
        _ = new BigQueryScript(Peer, BigQueryAnswer.One);
        bool isGone = true;
        Peer.On("bigquery.jobs.getQueryResults", exchange => exchange.QueryValue("pageToken") is null ? First()
            : isGone ? GoogleReply.Error(403, "accessDenied", "Not for you.") : Last());
        BigQueryWarehouse warehouse = Warehouse;

        await Should.ThrowAsync<GcpException>(() => warehouse.FetchAllAsync("SELECT n", cancellationToken: Token));
        await Should.ThrowAsync<GcpException>(() => warehouse.FetchManyAsync("SELECT n", size: 3, cancellationToken: Token));
        (await warehouse.FetchOneAsync("SELECT n", cancellationToken: Token)).ShouldBe([1L]);
        isGone = false;
        (await warehouse.FetchAllAsync("SELECT n", cancellationToken: Token)).Select(row => row[0]).ShouldBe([2L, 3L, 4L]);
        (await warehouse.FetchOneAsync("SELECT n", cancellationToken: Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Rows_that_were_read_before_a_cancellation_are_given_by_the_next_fetch()
    {
        using IDisposable scope = Reach();
        _ = new BigQueryScript(Peer, BigQueryAnswer.One);
        using CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Peer.On("bigquery.jobs.getQueryResults", exchange =>
        {
            if (exchange.QueryValue("pageToken") is null)
            {
                return First();
            }

            cancel.Cancel();
            return Last();
        });
        BigQueryWarehouse warehouse = Warehouse;

        await Should.ThrowAsync<OperationCanceledException>(() => warehouse.FetchAllAsync("SELECT n", cancellationToken: cancel.Token));
        (await warehouse.FetchManyAsync("SELECT n", size: 1, cancellationToken: Token)).Select(row => row[0]).ShouldBe([1L]);
        (await warehouse.FetchAllAsync("SELECT n", cancellationToken: Token)).Select(row => row[0]).ShouldBe([2L, 3L, 4L]);
    }

    private static GoogleReply First() =>
        GoogleReply.Json($$"""{"jobComplete":true,{{Schema}},"rows":[{"f":[{"v":"1"}]},{"f":[{"v":"2"}]}],"pageToken":"a"}""");

    private static GoogleReply Last() => GoogleReply.Json($$"""{"jobComplete":true,{{Schema}},"rows":[{"f":[{"v":"3"}]},{"f":[{"v":"4"}]}]}""");
}
