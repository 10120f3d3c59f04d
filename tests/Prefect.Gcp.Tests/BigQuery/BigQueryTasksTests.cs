using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Flows;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.BigQuery;

public sealed class BigQueryTasksTests : GcpTest
{
    private GcpCredentials Harbour => Credentials with { Project = "harbour" };

    [Fact]
    public async Task Query_takes_typed_parameters_and_fills_a_table()
    {
        using IDisposable scope = Reach();
        BigQueryScript script = new(Peer, BigQueryAnswer.Numbers(2, 1));

        BigQueryQueryResult result = await BigQueryTasks.QueryAsync(
            "SELECT n FROM shop.words WHERE word = @word AND n > @least AND day = @day",
            Harbour,
            [new("word", "STRING", "romeo"), new("least", "INT64", 250), new("day", "DATE", new DateOnly(2026, 11, 20))],
            dataset: "shop",
            table: "hits",
            cancellationToken: Token);

        result.Rows.Select(row => row.Get<long>("n")).ShouldBe([1, 2, 3]);
        result.Table.ShouldBeNull();
        result.TotalBytesProcessed.ShouldBe(2048);
        JsonObject started = script.Started.Single();
        ((string?)started["jobReference"]!["location"]).ShouldBe("US");
        JsonObject query = script.Queries.Single();
        query["destinationTable"]!.ToJsonString().ShouldBe("""{"projectId":"harbour","datasetId":"shop","tableId":"hits"}""");
        ((string?)query["parameterMode"]).ShouldBe("NAMED");
        query["queryParameters"]!.AsArray().Select(parameter => (string?)parameter!["parameterType"]!["type"]).Order().ShouldBe(["DATE", "INT64", "STRING"]);
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task Query_gives_a_table_before_it_asks_the_callers_function()
    {
        using IDisposable scope = Reach();
        _ = new BigQueryScript(Peer, BigQueryAnswer.Numbers(2));
        int asked = 0;
        BigQueryResultOptions form = new()
        {
            ResultTransformer = async (rows, token) =>
            {
                asked++;
                return await rows.AggregateAsync(0L, (sum, row) => sum + (long)row[0]!, token);
            },
        };

        (await BigQueryTasks.QueryAsync("SELECT n", Harbour, result: form, cancellationToken: Token)).Transformed.ShouldBe(3L);
        BigQueryQueryResult table = await BigQueryTasks.QueryAsync("SELECT n", Harbour, result: form with { ToDataframe = true }, cancellationToken: Token);
        table.Table.ShouldNotBeNull().Rows.Count.ShouldBe(2);
        table.Table!.Columns["n"]!.DataType.ShouldBe(typeof(long));
        table.Rows.ShouldBeEmpty();
        asked.ShouldBe(1);
    }

    [Fact]
    public async Task A_table_of_every_type_has_nulls_and_decimals()
    {
        using IDisposable scope = Reach();
        _ = new BigQueryScript(Peer, new BigQueryAnswer
        {
            Schema = """{"fields":[{"name":"price","type":"NUMERIC"},{"name":"day","type":"DATE"},{"name":"tags","type":"STRING","mode":"REPEATED"}]}""",
            Pages = ["""[{"f":[{"v":"1.10"},{"v":"2026-11-20"},{"v":[{"v":"a"}]}]},{"f":[{"v":null},{"v":null},{"v":[]}]}]"""],
        });
        System.Data.DataTable table = (await BigQueryTasks.QueryAsync(
            "SELECT *", Harbour, result: new BigQueryResultOptions { ToDataframe = true }, cancellationToken: Token)).Table!;
        table.Rows[0].ItemArray.ShouldBe([1.1m, new DateOnly(2026, 11, 20), new[] { "a" }]);
        table.Rows[1]["price"].ShouldBe(DBNull.Value);
    }

    [Fact]
    public async Task A_query_that_would_cost_too_much_is_not_run()
    {
        using IDisposable scope = Reach();
        BigQueryScript script = new(Peer, BigQueryAnswer.One);
        BigQueryQueryOptions options = new() { UseQueryCache = true };

        BigQueryCostException refused = await Should.ThrowAsync<BigQueryCostException>(
            () => BigQueryTasks.QueryAsync("SELECT n", Harbour, dryRunMaxBytes: 1000, jobConfig: options, cancellationToken: Token));
        refused.TotalBytesProcessed.ShouldBe(1_048_576);
        refused.MaximumBytes.ShouldBe(1000);
        script.Started.ShouldBeEmpty();

        await BigQueryTasks.QueryAsync("SELECT n", Harbour, dryRunMaxBytes: 1_048_576, jobConfig: options, cancellationToken: Token);
        JsonObject[] asked = [.. Peer.RequestsFor("bigquery.jobs.insert").Select(request => request.Json["configuration"]!.AsObject())];
        asked.Select(configuration => (bool?)configuration["dryRun"]).ShouldBe([true, true, null]);
        asked.Select(configuration => (bool?)configuration["query"]!["useQueryCache"]).ShouldBe([false, false, true]);
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task Bad_arguments_are_refused_before_any_request()
    {
        using IDisposable scope = Reach();
        await Should.ThrowAsync<ArgumentException>(() => BigQueryTasks.QueryAsync("", Harbour, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentNullException>(() => BigQueryTasks.QueryAsync("SELECT 1", null!, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => BigQueryTasks.QueryAsync("SELECT 1", Harbour, dataset: "shop", cancellationToken: Token));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => BigQueryTasks.QueryAsync("SELECT 1", Harbour, dryRunMaxBytes: -1, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => BigQueryTasks.CreateTableAsync("shop", "t", Harbour, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => BigQueryTasks.CreateTableAsync("", "t", Harbour, [new("a", "INT64")], cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => BigQueryTasks.CreateTableAsync("..", "t", Harbour, [new("a", "INT64")], cancellationToken: Token));
        await Should.ThrowAsync<ArgumentNullException>(() => BigQueryTasks.CreateTableAsync("shop", "t", Harbour, [null!], cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => BigQueryTasks.LoadCloudStorageAsync("shop", "t", "s3://bucket/a", Harbour, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentNullException>(() => BigQueryTasks.InsertStreamAsync("shop", "t", null!, Harbour, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => BigQueryTasks.InsertStreamAsync(
            "shop", "t", [new Dictionary<string, object?> { ["a"] = new object() }], Harbour, cancellationToken: Token));
        Peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Create_table_makes_the_data_set_too_and_leaves_a_table_that_is_there()
    {
        using IDisposable scope = Reach();
        bool hasDataset = false;
        bool hasTable = false;
        Peer.On("bigquery.datasets.get", _ => hasDataset ? GoogleReply.Json("""{"id":"harbour:shop"}""") : GoogleReply.Error(404, "notFound", "Not found: Dataset harbour:shop"));
        Peer.On("bigquery.tables.get", _ => hasTable ? GoogleReply.Json("""{"id":"harbour:shop.orders"}""") : GoogleReply.Error(404, "notFound", "Not found: Table"));
        Peer.On("bigquery.datasets.insert", request => Made(request, ref hasDataset));
        Peer.On("bigquery.tables.insert", request => Made(request, ref hasTable));
        BigQueryField[] schema =
        [
            new("id", "INT64") { IsRequired = true, Description = "Number of the order" },
            new("price", "NUMERIC") { Precision = 10, Scale = 2 },
            new("lines", "ARRAY<STRUCT<sku STRING, count INT64>>"),
            new("valid", "RANGE<DATE>"),
            new("created", "TIMESTAMP") { DefaultValueExpression = "CURRENT_TIMESTAMP()" },
        ];

        for (int call = 0; call < 2; call++)
        {
            (await BigQueryTasks.CreateTableAsync(
                "shop", "orders", Harbour, schema, ["id"], new() { Field = "created", Unit = BigQueryPartitionUnit.Month, Expiration = TimeSpan.FromDays(2) }, "EU", cancellationToken: Token))
                .ShouldBe("orders");
        }

        Peer.RequestsFor("bigquery.datasets.insert").Single().Json.ToJsonString().ShouldBe("""{"datasetReference":{"projectId":"harbour","datasetId":"shop"},"location":"EU"}""");
        Peer.RequestsFor("bigquery.tables.insert").Single().Json.ToJsonString().ShouldBe(
            """
            {"tableReference":{"projectId":"harbour","datasetId":"shop","tableId":"orders"},"schema":{"fields":[{"name":"id","type":"INT64","mode":"REQUIRED","description":"Number of the order"},
            {"name":"price","type":"NUMERIC","mode":"NULLABLE","precision":"10","scale":"2"},
            {"name":"lines","type":"STRUCT","mode":"REPEATED","fields":[{"name":"sku","type":"STRING","mode":"NULLABLE"},{"name":"count","type":"INT64","mode":"NULLABLE"}]},
            {"name":"valid","type":"RANGE","mode":"NULLABLE","rangeElementType":{"type":"DATE"}},
            {"name":"created","type":"TIMESTAMP","mode":"NULLABLE","defaultValueExpression":"CURRENT_TIMESTAMP()"}]},
            "clustering":{"fields":["id"]},"timePartitioning":{"type":"MONTH","field":"created","expirationMs":"172800000"}}
            """.ReplaceLineEndings(""));
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task Create_table_takes_data_that_are_elsewhere_and_bears_that_another_was_faster()
    {
        using IDisposable scope = Reach();
        Peer.On("bigquery.datasets.get", GoogleReply.Json("""{"id":"harbour:shop"}"""));
        Peer.On("bigquery.tables.get", GoogleReply.Error(404, "notFound", "Not found: Table"));
        Peer.On("bigquery.tables.insert", GoogleReply.Error(409, "duplicate", "Already Exists: Table harbour:shop.raw"));
        await BigQueryTasks.CreateTableAsync(
            "shop", "raw", Harbour, externalConfig: new() { SourceFormat = "CSV", SourceUris = ["gs://landing/*.csv"], Autodetect = true }, cancellationToken: Token);
        ((string?)Peer.RequestsFor("bigquery.tables.insert").Single().Json["externalDataConfiguration"]!["sourceUris"]![0]).ShouldBe("gs://landing/*.csv");
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task Inserted_rows_have_ids_and_values_in_the_services_form()
    {
        using IDisposable scope = Reach();
        Peer.On("bigquery.tabledata.insertAll", GoogleReply.InternalError(503), GoogleReply.Json("""{"kind":"bigquery#tableDataInsertAllResponse"}"""));
        Dictionary<string, object?> record = new()
        {
            ["n"] = 1,
            ["big"] = long.MaxValue,
            ["price"] = 1.10m,
            ["x"] = double.NaN,
            ["day"] = new DateOnly(2026, 11, 20),
            ["at"] = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero),
            ["raw"] = new byte[] { 1 },
            ["tags"] = new[] { "a", "b" },
            ["buyer"] = new Dictionary<string, object?> { ["name"] = "Ü", ["age"] = null },
            ["more"] = JsonElement.Parse("""{"k":[1]}"""),
            ["valid"] = new BigQueryRange<DateOnly>(null, new DateOnly(2027, 1, 1)),
        };

        (await BigQueryTasks.InsertStreamAsync("shop", "orders", [record, new Dictionary<string, object?> { ["n"] = 2 }], Harbour, cancellationToken: Token)).ShouldBeEmpty();

        GoogleExchange[] sent = [.. Peer.RequestsFor("bigquery.tabledata.insertAll")];
        sent.Length.ShouldBe(2);
        sent[0].Text.ShouldBe(sent[1].Text);
        JsonArray rows = sent[1].Json["rows"]!.AsArray();
        rows.Select(row => (string?)row!["insertId"]).Distinct().Count().ShouldBe(2);
        JsonNode.DeepEquals(rows[0]!["json"], JsonNode.Parse(
            """
            {"n":1,"big":"9223372036854775807","price":"1.10","x":"NaN","day":"2026-11-20","at":"2026-11-20 12:00:00.000000+00:00","raw":"AQ==","tags":["a","b"],
            "buyer":{"name":"Ü","age":null},"more":{"k":[1]},"valid":{"start":null,"end":"2027-01-01"}}
            """)).ShouldBeTrue();
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task Rows_that_the_service_refuses_are_told_one_by_one()
    {
        using IDisposable scope = Reach();
        Peer.On("bigquery.tabledata.insertAll", GoogleReply.Json("""
            {"kind":"bigquery#tableDataInsertAllResponse","insertErrors":[{"index":1,"errors":[{"reason":"invalid","location":"age","message":"Cannot convert value to integer."}]},
            {"index":0,"errors":[{"reason":"stopped","location":"","message":""}]}]}
            """));
        BigQueryInsertException refused = await Should.ThrowAsync<BigQueryInsertException>(() => BigQueryTasks.InsertStreamAsync(
            "shop", "people", [new Dictionary<string, object?> { ["age"] = 1 }, new Dictionary<string, object?> { ["age"] = "x" }], Harbour, cancellationToken: Token));
        refused.Errors.ShouldBe([new(1, "invalid", "age", "Cannot convert value to integer."), new(0, "stopped", "", "")]);
        refused.Inserted.ShouldBe(0);
        refused.Message.ShouldContain("row 1, column 'age': Cannot convert value to integer.");
        refused.Message.ShouldNotContain("row 0");
    }

    [Fact]
    public async Task Many_rows_go_in_several_requests_and_errors_count_from_the_first()
    {
        using IDisposable scope = Reach();
        Peer.On(
            "bigquery.tabledata.insertAll",
            GoogleReply.Json("{}"),
            GoogleReply.Json("""{"insertErrors":[{"index":5,"errors":[{"reason":"invalid"}]}]}"""));
        List<Dictionary<string, object?>> records = [.. Enumerable.Range(0, 10_010).Select(n => new Dictionary<string, object?> { ["n"] = n })];
        BigQueryInsertException refused = await Should.ThrowAsync<BigQueryInsertException>(
            () => BigQueryTasks.InsertStreamAsync("shop", "t", records, Harbour, cancellationToken: Token));
        refused.Inserted.ShouldBe(10_000);
        refused.Errors.Single().Index.ShouldBe(10_005);
        Peer.RequestsFor("bigquery.tabledata.insertAll").Select(request => request.Json["rows"]!.AsArray().Count).ShouldBe([10_000, 10]);
    }

    [Fact]
    public async Task Large_rows_are_sent_in_requests_that_the_service_accepts()
    {
        using IDisposable scope = Reach();
        Peer.On("bigquery.tabledata.insertAll", GoogleReply.Json("{}"));
        int[] sizes = [100, 7_000_000, 6_000_000, 9_000_000, 100, 100];
        List<Dictionary<string, object?>> records = [.. sizes.Select(size => new Dictionary<string, object?> { ["text"] = new string('x', size) })];
        await BigQueryTasks.InsertStreamAsync("shop", "t", records, Harbour, cancellationToken: Token);
        IReadOnlyList<GoogleExchange> sent = Peer.RequestsFor("bigquery.tabledata.insertAll");
        sent.SelectMany(request => request.Json["rows"]!.AsArray()).Select(row => ((string)row!["json"]!["text"]!).Length).ShouldBe(sizes);
        sent.ShouldAllBe(request => request.Body.Length < 10_000_000);
        sent.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_record_that_cannot_be_written_keeps_all_from_being_inserted()
    {
        using IDisposable scope = Reach();
        Peer.On("bigquery.tabledata.insertAll", GoogleReply.Json("{}"));
        List<object?> circle = [];
        circle.Add(circle);
        foreach (object bad in new object[] { new object(), circle, default(JsonElement) })
        {
            List<Dictionary<string, object?>> records = [.. Enumerable.Range(0, 10_010).Select(n => new Dictionary<string, object?> { ["n"] = n })];
            records[^1]["n"] = bad;
            (await Should.ThrowAsync<ArgumentException>(() => BigQueryTasks.InsertStreamAsync("shop", "t", records, Harbour, cancellationToken: Token)))
                .Message.ShouldContain("'n'");
        }

        await Should.ThrowAsync<ArgumentNullException>(() => BigQueryTasks.InsertStreamAsync("shop", "t", [new Dictionary<string, object?>(), null!], Harbour, cancellationToken: Token));
        Peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_query_is_a_task_of_a_flow()
    {
        using IDisposable scope = Reach();
        _ = new BigQueryScript(Peer, BigQueryAnswer.Numbers(2));
        GcpCredentials credentials = Harbour;
        Flow<long> flow = Flow.Define("rows", async () => (await BigQueryTasks.QueryTask.RunAsync("SELECT n", credentials, null, null, null, null, null, null)).Rows.Sum(row => (long)row[0]!));
        (await flow.RunAsync(Token)).ShouldBe(3);
    }

    private static GoogleReply Made(GoogleExchange request, ref bool isThere)
    {
        isThere = true;
        return GoogleReply.Json(request.Json);
    }
}
