using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.BigQuery;

public sealed class BigQueryWarehouseTests : GcpTest
{
    private BigQueryWarehouse Warehouse => new() { GcpCredentials = Credentials with { Project = "harbour" } };

    [Fact]
    public async Task Fetching_goes_on_where_it_stopped_and_begins_anew_after_a_reset()
    {
        using IDisposable scope = Reach();
        BigQueryScript script = new(Peer, BigQueryAnswer.Numbers(2, 3));
        BigQueryWarehouse warehouse = Warehouse;

        Numbers(await warehouse.FetchManyAsync("SELECT n", size: 2, cancellationToken: Token)).ShouldBe([1, 2]);
        Numbers(await warehouse.FetchManyAsync("SELECT n", size: 2, cancellationToken: Token)).ShouldBe([3, 4]);
        (await warehouse.FetchOneAsync("SELECT n", cancellationToken: Token)).ShouldBe([5L]);
        (await warehouse.FetchOneAsync("SELECT n", cancellationToken: Token)).ShouldBeNull();
        (await warehouse.FetchAllAsync("SELECT n", cancellationToken: Token)).ShouldBeEmpty();
        script.Started.Count.ShouldBe(1);

        warehouse.ResetCursors();
        Numbers(await warehouse.FetchAllAsync("SELECT n", cancellationToken: Token)).ShouldBe([1, 2, 3, 4, 5]);
        script.Started.Count.ShouldBe(2);
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task Other_parameters_and_other_options_have_a_cursor_of_their_own_and_another_order_has_not()
    {
        using IDisposable scope = Reach();
        BigQueryScript script = new(Peer, BigQueryAnswer.Numbers(3));
        BigQueryWarehouse warehouse = Warehouse;
        Dictionary<string, object?> one = new() { ["a"] = 1, ["b"] = "x" };
        Dictionary<string, object?> same = new() { ["b"] = "x", ["a"] = 1 };
        Dictionary<string, object?> other = new() { ["a"] = 2, ["b"] = "x" };

        (await warehouse.FetchOneAsync("SELECT @a, @b", one, Token)).ShouldBe([1L]);
        (await warehouse.FetchOneAsync("SELECT @a, @b", same, Token)).ShouldBe([2L]);
        (await warehouse.FetchOneAsync("SELECT @a, @b", other, Token)).ShouldBe([1L]);
        (await warehouse.FetchOneAsync("SELECT @a, @b", one, new BigQueryQueryOptions { MaximumBytesBilled = 10 }, Token)).ShouldBe([1L]);
        (await warehouse.FetchManyAsync("SELECT @a, @b", one, 1, Token)).ShouldHaveSingleItem().ShouldBe([3L]);
        script.Started.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Executing_runs_each_time_and_what_it_gives_is_fetched_next()
    {
        using IDisposable scope = Reach();
        BigQueryScript script = new(Peer, BigQueryAnswer.Numbers(2));
        BigQueryWarehouse warehouse = Warehouse;

        await warehouse.ExecuteAsync("SELECT n", cancellationToken: Token);
        await warehouse.ExecuteAsync("SELECT n", cancellationToken: Token);
        script.Started.Count.ShouldBe(2);
        (await warehouse.FetchOneAsync("SELECT n", cancellationToken: Token)).ShouldBe([1L]);
        await warehouse.ExecuteAsync("SELECT n", cancellationToken: Token);
        (await warehouse.FetchOneAsync("SELECT n", cancellationToken: Token)).ShouldBe([1L]);
        script.Started.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Executing_many_runs_once_for_each_set()
    {
        using IDisposable scope = Reach();
        BigQueryScript script = new(Peer, new BigQueryAnswer { Schema = "{}", AffectedRows = "1" });

        await Warehouse.ExecuteManyAsync(
            "INSERT INTO shop.t VALUES (%(n)s, %(name)s)",
            [new Dictionary<string, object?> { ["n"] = 1, ["name"] = "a" }, new Dictionary<string, object?> { ["n"] = 2, ["name"] = "b" }],
            Token);
        await Warehouse.ExecuteManyAsync("INSERT INTO shop.t VALUES (%s)", [[1], [2], [3]], Token);

        script.Queries.Select(query => (string?)query["query"]).ShouldBe(
            [.. Enumerable.Repeat("INSERT INTO shop.t VALUES (@`n`, @`name`)", 2), .. Enumerable.Repeat("INSERT INTO shop.t VALUES (?)", 3)]);
        script.Queries[1]["queryParameters"]!.ToJsonString().ShouldBe(
            """[{"name":"n","parameterType":{"type":"INT64"},"parameterValue":{"value":"2"}},{"name":"name","parameterType":{"type":"STRING"},"parameterValue":{"value":"b"}}]""");
        ((string?)script.Queries[4]["parameterMode"]).ShouldBe("POSITIONAL");
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task Executing_many_tells_which_set_failed_and_checks_all_before_the_first()
    {
        using IDisposable scope = Reach();
        int count = 0;
        BigQueryScript script = new(Peer, _ => ++count == 2 ? BigQueryAnswer.Failed("invalid", "Bad value.") : new BigQueryAnswer { Schema = "{}" });

        GcpException failure = await Should.ThrowAsync<GcpException>(() => Warehouse.ExecuteManyAsync("INSERT %s", [[1], [2], [3]], Token));
        failure.Message.ShouldContain("set 2 of 3");
        failure.ErrorCode.ShouldBe("invalid");
        script.Started.Count.ShouldBe(2);

        await Should.ThrowAsync<ArgumentException>(() => Warehouse.ExecuteManyAsync("INSERT %s", [[1], [new object()]], Token));
        script.Started.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Executing_many_takes_no_set_that_is_null_and_a_location_that_is_empty_is_none()
    {
        using IDisposable scope = Reach();
        BigQueryScript script = new(Peer, BigQueryAnswer.One);
        IReadOnlyDictionary<string, object?>[] sets = [new Dictionary<string, object?>(), null!];
        await Should.ThrowAsync<ArgumentNullException>(() => Warehouse.ExecuteManyAsync("DELETE FROM shop.t WHERE TRUE", sets, Token));
        script.Started.ShouldBeEmpty();

        await Warehouse.ExecuteAsync("SELECT n", parameters: null, new BigQueryQueryOptions { Location = " " }, Token);
        script.Started.Single()["jobReference"]!.AsObject().ContainsKey("location").ShouldBeFalse();
    }

    [Fact]
    public async Task Many_at_once_share_a_cursor_and_get_each_row_once()
    {
        using IDisposable scope = Reach();
        BigQueryScript script = new(Peer, BigQueryAnswer.Numbers(10, 10, 10));
        BigQueryWarehouse warehouse = Warehouse;

        object?[]?[] rows = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => warehouse.FetchOneAsync("SELECT n", cancellationToken: Token)));

        rows.Select(row => (long)row![0]!).Order().ShouldBe(Enumerable.Range(1, 30).Select(n => (long)n));
        script.Started.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Rows_can_be_fetched_without_await()
    {
        using IDisposable scope = Reach();
        BigQueryScript script = new(Peer, BigQueryAnswer.Numbers(3));
        IDatabase warehouse = Warehouse;

        warehouse.FetchOne("SELECT n", cancellationToken: Token).ShouldBe([1L]);
        Numbers(warehouse.FetchMany("SELECT n", size: 1, cancellationToken: Token)).ShouldBe([2]);
        Numbers(warehouse.FetchAll("SELECT n", cancellationToken: Token)).ShouldBe([3]);
        warehouse.Execute("SELECT n", cancellationToken: Token);
        await warehouse.ExecuteAsync("SELECT n", cancellationToken: Token);
        script.Started.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Fetch_size_is_how_many_rows_are_given_where_nobody_says()
    {
        using IDisposable scope = Reach();
        BigQueryScript script = new(Peer, BigQueryAnswer.Numbers(9));

        Numbers(await Warehouse.FetchManyAsync("SELECT n", cancellationToken: Token)).ShouldBe([1]);
        Numbers(await (Warehouse with { FetchSize = 4 }).FetchManyAsync("SELECT n", cancellationToken: Token)).ShouldBe([1, 2, 3, 4]);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Warehouse.FetchManyAsync("SELECT n", size: 0, cancellationToken: Token));
        await Should.ThrowAsync<GcpConfigurationException>(() => (Warehouse with { FetchSize = 0 }).FetchManyAsync("SELECT n", cancellationToken: Token));
        script.Started.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_closed_warehouse_does_nothing_and_a_copy_of_it_works()
    {
        using IDisposable scope = Reach();
        BigQueryScript script = new(Peer, BigQueryAnswer.One);
        BigQueryWarehouse closed;
        await using (BigQueryWarehouse warehouse = Warehouse)
        {
            warehouse.GetConnection().ShouldNotBeNull();
            await warehouse.FetchOneAsync("SELECT n", cancellationToken: Token);
            closed = warehouse;
        }

        closed.GetConnection().ShouldBeNull();
        closed.Close();
        closed.ResetCursors();
        (await Should.ThrowAsync<InvalidOperationException>(() => closed.FetchOneAsync("SELECT n", cancellationToken: Token))).Message.ShouldContain("closed");
        await Should.ThrowAsync<InvalidOperationException>(() => closed.ExecuteAsync("SELECT n", cancellationToken: Token));
        await Should.ThrowAsync<InvalidOperationException>(() => closed.ExecuteManyAsync("SELECT %s", [[1]], Token));
        (await (closed with { }).FetchOneAsync("SELECT n", cancellationToken: Token)).ShouldBe([1L]);
        script.Started.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_query_that_failed_is_run_again_by_the_next_fetch()
    {
        using IDisposable scope = Reach();
        int count = 0;
        BigQueryScript script = new(Peer, _ => ++count == 1 ? BigQueryAnswer.Failed("invalidQuery", "Syntax error.") : BigQueryAnswer.One);
        BigQueryWarehouse warehouse = Warehouse;

        await Should.ThrowAsync<GcpException>(() => warehouse.FetchOneAsync("SELECT n", cancellationToken: Token));
        (await warehouse.FetchOneAsync("SELECT n", cancellationToken: Token)).ShouldBe([1L]);
        script.Started.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Options_reach_the_service()
    {
        using IDisposable scope = Reach();
        BigQueryScript script = new(Peer, BigQueryAnswer.One);
        BigQueryQueryOptions options = new()
        {
            Project = "harbour-billing",
            Location = "europe-west3",
            MaximumBytesBilled = 1_000_000_000_000,
            UseQueryCache = false,
            DefaultDataset = "shop",
            DestinationTable = "example.com:other.shop.results",
            WriteDisposition = BigQueryWriteDisposition.Truncate,
            Priority = BigQueryPriority.Batch,
            Labels = new Dictionary<string, string> { ["team"] = "data" },
            JobTimeout = TimeSpan.FromMinutes(2),
            PageSize = 500,
            Configuration = new JsonObject { ["connectionProperties"] = new JsonArray(new JsonObject { ["key"] = "time_zone", ["value"] = "Europe/Berlin" }) },
        };

        await Warehouse.FetchAllAsync("SELECT n", parameters: null, options, Token);

        script.Started.Single()["configuration"]!.ToJsonString().ShouldBe(
            """{"query":{"query":"SELECT n","useLegacySql":false,"maximumBytesBilled":"1000000000000","useQueryCache":false,"defaultDataset":{"projectId":"harbour-billing","datasetId":"shop"}"""
            + ""","destinationTable":{"projectId":"example.com:other","datasetId":"shop","tableId":"results"},"writeDisposition":"WRITE_TRUNCATE","priority":"BATCH","connectionProperties":[{"key":"time_zone","value":"Europe/Berlin"}]}"""
            + ""","jobTimeoutMs":"120000","labels":{"team":"data"}}""");
        GoogleExchange rows = Peer.RequestsFor("bigquery.jobs.getQueryResults").Single();
        rows.QueryValue("location").ShouldBe("europe-west3");
        rows.QueryValue("maxResults").ShouldBe("500");
        rows.QueryValue("formatOptions.useInt64Timestamp").ShouldBe("true");
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task A_check_tells_permission_apart_and_runs_nothing()
    {
        using IDisposable scope = Reach();
        BigQueryScript script = new(Peer, BigQueryAnswer.One);
        (await Warehouse.CheckAsync(Token)).Succeeded.ShouldBeTrue();
        script.Started.ShouldBeEmpty();

        Peer.On("bigquery.jobs.insert", GoogleReply.Error(403, "accessDenied", "Access Denied: Project harbour: User does not have bigquery.jobs.create permission."));
        BlockCheckResult refused = await Warehouse.CheckAsync(Token);
        refused.Succeeded.ShouldBeFalse();
        refused.Stage.ShouldBe(BlockCheckStage.Permission);
        refused.Message.ShouldContain("bigquery.jobs.create");
        Peer.ShouldHaveKeptTheRules();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public async Task An_operation_must_be_there(string? operation) =>
        await Should.ThrowAsync<ArgumentException>(() => Warehouse.FetchOneAsync(operation!, cancellationToken: Token));

    private static IEnumerable<int> Numbers(IReadOnlyList<object?[]> rows) => rows.Select(row => (int)(long)row[0]!);
}
