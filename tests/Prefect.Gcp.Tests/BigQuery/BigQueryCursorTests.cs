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

    [Fact]
    public async Task A_page_is_waited_for_as_patiently_as_the_query()
    {
        ManualClock clock = new() { JumpsToTimers = true };
        using IDisposable scope = Reach(Access(clock));
        _ = new BigQueryScript(Peer, BigQueryAnswer.One);
        int count = 0;
        Peer.On("bigquery.jobs.getQueryResults", exchange => exchange.QueryValue("pageToken") is null ? First()
            : ++count <= 12 ? GoogleReply.InternalError(503)
            : count == 13 ? GoogleReply.Json("""{"jobComplete":false}""")
            : Last());

        (await Warehouse.FetchAllAsync("SELECT n", cancellationToken: Token)).Select(row => row[0]).ShouldBe([1L, 2L, 3L, 4L]);
        count.ShouldBe(14);
    }

    [Fact]
    public async Task A_page_that_is_never_there_is_given_up_with_what_it_was_and_one_that_is_refused_at_once()
    {
        ManualClock clock = new() { JumpsToTimers = true };
        using IDisposable scope = Reach(Access(clock));
        _ = new BigQueryScript(Peer, BigQueryAnswer.One);
        GoogleReply answer = GoogleReply.InternalError(503);
        Peer.On("bigquery.jobs.getQueryResults", exchange => exchange.QueryValue("pageToken") is null ? First() : answer);

        GcpException lost = await Should.ThrowAsync<GcpException>(() => Warehouse.FetchAllAsync("SELECT n", cancellationToken: Token));
        lost.Message.ShouldStartWith("Could not read the rows of the query 'prefect_");
        lost.IsTransient.ShouldBeTrue();

        answer = GoogleReply.Error(404, "notFound", "Not found: Table harbour:_anon.results");
        int before = Peer.Requests.Count;
        (await Should.ThrowAsync<GcpException>(() => Warehouse.FetchAllAsync("SELECT n", cancellationToken: Token))).ErrorCode.ShouldBe("notFound");
        (Peer.Requests.Count - before).ShouldBe(3);
    }

    private static GoogleReply First() =>
        GoogleReply.Json($$"""{"jobComplete":true,{{Schema}},"rows":[{"f":[{"v":"1"}]},{"f":[{"v":"2"}]}],"pageToken":"a"}""");

    private static GoogleReply Last() => GoogleReply.Json($$"""{"jobComplete":true,{{Schema}},"rows":[{"f":[{"v":"3"}]},{"f":[{"v":"4"}]}]}""");
}
