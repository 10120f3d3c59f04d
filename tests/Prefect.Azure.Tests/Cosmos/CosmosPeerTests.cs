using System.Net;
using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

/// <summary>What the emulator gets wrong, by the vendor's documentation: queries, keys of several levels, refusals.</summary>
public sealed class CosmosPeerTests : IAsyncLifetime
{
    private const string Documents = "/dbs/sales/colls/people/docs";
    private CosmosPeer _peer = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AzureCosmosDbCredentials Credentials => new() { ConnectionString = _peer.ConnectionString };

    public async ValueTask InitializeAsync() => _peer = await CosmosPeer.StartAsync(Token);

    public ValueTask DisposeAsync() => _peer.DisposeAsync();

    [Fact]
    public async Task Query_asks_every_partition_and_follows_its_pages()
    {
        _peer.On("POST " + Documents, request => (request.Headers.GetValueOrDefault("x-ms-documentdb-partitionkeyrangeid"), request.Headers.GetValueOrDefault("x-ms-continuation")) switch
        {
            ("0", null) => CosmosPeer.Page("""[{"id":"1"},{"id":"2"}]""", "next"),
            ("0", "next") => CosmosPeer.Page("""[{"id":"3"}]"""),
            ("1", null) => CosmosPeer.Page("""[{"id":"4"}]"""),
            _ => CosmosPeer.Error(400, "BadRequest", "Not one of the partitions."),
        });

        IReadOnlyList<JsonNode?> items = await CosmosTasks.QueryItemsAsync(
            "SELECT * FROM c WHERE c.state = @state AND c.age > @age",
            "people",
            "sales",
            Credentials,
            new JsonObject { ["@state"] = "CA", ["@age"] = 21 },
            maxItemCount: 2,
            cancellationToken: Token);

        items.Select(item => (string?)item!["id"]).Order().ShouldBe(["1", "2", "3", "4"]);
        _peer.Requests.Count.ShouldBe(3);
        foreach (ArmRequest request in _peer.Requests)
        {
            request.Headers["x-ms-documentdb-isquery"].ShouldBe("True", StringCompareShould.IgnoreCase);
            request.Headers["x-ms-documentdb-query-enablecrosspartition"].ShouldBe("True", StringCompareShould.IgnoreCase);
            request.Headers["Content-Type"].ShouldBe("application/query+json");
            request.Headers["x-ms-max-item-count"].ShouldBe("2");
            request.Json["query"]!.GetValue<string>().ShouldBe("SELECT * FROM c WHERE c.state = @state AND c.age > @age");
            request.Json["parameters"]!.ToJsonString().ShouldBe("""[{"name":"@state","value":"CA"},{"name":"@age","value":21}]""");
        }
    }

    [Fact]
    public async Task Query_of_one_partition_names_its_key()
    {
        _peer.On("POST " + Documents, _ => CosmosPeer.Page("""["Anna", 5, null, [1], {"a": "b"}]"""));
        IReadOnlyList<JsonNode?> items = await CosmosTasks.QueryItemsAsync(
            "SELECT VALUE c.name FROM c", "people", "sales", Credentials, partitionKey: "CA", cancellationToken: Token);
        items.Count.ShouldBe(5);
        ((string?)items[0]).ShouldBe("Anna");
        items[2].ShouldBeNull();
        _peer.Requests.ShouldHaveSingleItem().Headers["x-ms-documentdb-partitionkey"].ShouldBe("""["CA"]""");
    }

    [Fact]
    public async Task Wrong_query_is_told_with_the_services_words()
    {
        _peer.On("POST " + Documents, _ => CosmosPeer.Error(400, "BadRequest", "Syntax error, incorrect syntax near 'FORM'."));
        AzureException exception = await Should.ThrowAsync<AzureException>(
            () => CosmosTasks.QueryItemsAsync("SELECT * FORM c", "people", "sales", Credentials, partitionKey: "CA", cancellationToken: Token));
        exception.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        exception.Message.ShouldContain("incorrect syntax near");
        exception.Message.ShouldContain("people");
        exception.Message.Length.ShouldBeLessThan(900);
    }

    [Theory]
    [InlineData("\"CA\"", """["CA"]""")]
    [InlineData("5", "[5.0]")]
    [InlineData("2.5", "[2.5]")]
    [InlineData("true", "[true]")]
    [InlineData("""["CA","x",null]""", """["CA","x",null]""")]
    [InlineData("null", "[{}]")]
    public async Task Partition_key_of_any_kind_is_sent(string key, string header)
    {
        _peer.On($"GET {Documents}/1", _ => ArmReply.Json("""{"id":"1"}"""));
        _peer.PartitionKeyPaths = JsonNode.Parse(key) is JsonArray levels ? [.. levels.Select((_, index) => $"/k{index}")] : ["/k"];
        await CosmosTasks.ReadItemAsync("1", JsonNode.Parse(key), "people", "sales", Credentials, Token);
        _peer.Requests.ShouldHaveSingleItem().Headers["x-ms-documentdb-partitionkey"].ShouldBe(header);
    }

    [Theory]
    [InlineData("""{"id":"1","a":{"b":"deep"},"t":null,"n":7}""", """["deep",null,7.0]""")]
    [InlineData("""{"id":"1","a":{"b":"deep"}}""", """["deep",{},{}]""")]
    public async Task Created_item_goes_to_the_partition_it_says(string body, string header)
    {
        _peer.PartitionKeyPaths = ["/a/b", "/t", "/n"];
        _peer.On("POST " + Documents, request => ArmReply.Json(request.Json, 201));
        await CosmosTasks.CreateItemAsync(JsonNode.Parse(body)!.AsObject(), "people", "sales", Credentials, Token);
        ArmRequest request = _peer.Requests.ShouldHaveSingleItem();
        request.Headers["x-ms-documentdb-partitionkey"].ShouldBe(header);
        JsonNode.DeepEquals(request.Json, JsonNode.Parse(body)).ShouldBeTrue();
    }

    [Fact]
    public async Task Texts_of_an_item_may_be_any_value_that_is_written_as_one()
    {
        Guid id = Guid.NewGuid();
        DateTime day = new(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc);
        _peer.PartitionKeyPaths = ["/day"];
        _peer.On("POST " + Documents, request => ArmReply.Json(request.Json, 201));
        JsonObject created = await CosmosTasks.CreateItemAsync(new JsonObject { ["id"] = id, ["day"] = day }, "people", "sales", Credentials, Token);
        ((string?)created["id"]).ShouldBe(id.ToString());
        _peer.Requests.ShouldHaveSingleItem().Headers["x-ms-documentdb-partitionkey"].ShouldBe("""["2026-11-20T00:00:00Z"]""");

        _peer.On($"GET {Documents}/1", _ => ArmReply.Json("""{"id":"1"}"""));
        await CosmosTasks.ReadItemAsync("1", id, "people", "sales", Credentials, Token);
        _peer.Requests[^1].Headers["x-ms-documentdb-partitionkey"].ShouldBe($"""["{id}"]""");
    }

    [Fact]
    public async Task Keys_of_a_container_are_asked_for_once_and_again_when_they_no_longer_fit()
    {
        int asked = 0;
        _peer.PartitionKeyPaths = ["/state"];
        _peer.On("GET /dbs/sales/colls/people", _ =>
        {
            Interlocked.Increment(ref asked);
            return null!;
        });
        _peer.On("POST " + Documents, request => ArmReply.Json(request.Json, 201));
        await CosmosTasks.CreateItemAsync(new JsonObject { ["id"] = "0", ["state"] = "CA", ["city"] = "LA" }, "people", "sales", Credentials, Token);
        int first = asked;
        for (int number = 1; number < 5; number++)
        {
            await CosmosTasks.CreateItemAsync(new JsonObject { ["id"] = $"{number}", ["state"] = "CA" }, "people", "sales", Credentials, Token);
        }

        asked.ShouldBe(first);

        // Made anew by somebody, with another key.
        _peer.PartitionKeyPaths = ["/city"];
        _peer.On("POST " + Documents, request => request.Headers["x-ms-documentdb-partitionkey"] == """["LA"]"""
            ? ArmReply.Json(request.Json, 201)
            : CosmosPeer.Error(400, "BadRequest", "PartitionKey extracted from document doesn't match the one specified in the header.", ("x-ms-substatus", "1001")));
        await CosmosTasks.CreateItemAsync(new JsonObject { ["id"] = "9", ["state"] = "CA", ["city"] = "LA" }, "people", "sales", Credentials, Token);
        _peer.Requests[^1].Headers["x-ms-documentdb-partitionkey"].ShouldBe("""["LA"]""");
    }

    [Fact]
    public async Task Missing_item_is_named()
    {
        AzureException exception = await Should.ThrowAsync<AzureException>(
            () => CosmosTasks.ReadItemAsync("none", "CA", "people", "sales", Credentials, Token));
        exception.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        exception.RequestId.ShouldNotBeNullOrEmpty();
        exception.IsTransient.ShouldBeFalse();
        exception.Message.ShouldContain("sales/people/none");
        exception.ErrorCode.ShouldBe("NotFound");
        exception.Message.ShouldContain("NotFound (404). Entity with the specified id does not exist in the system. ");
        new LeakSweep(new Canary("account key", _peer.Key)).FindIn(exception).ShouldBeEmpty();
    }

    [Fact]
    public async Task Tasks_run_in_a_flow_of_their_own()
    {
        _peer.On("POST " + Documents, request => request.Headers.ContainsKey("x-ms-documentdb-isquery") && request.Headers["x-ms-documentdb-isquery"] == "True"
            ? CosmosPeer.Page("""[{"id":"1"}]""")
            : ArmReply.Json(request.Json, 201));
        _peer.On($"GET {Documents}/1", _ => ArmReply.Json("""{"id":"1"}"""));
        JsonObject created = await CosmosTasks.CreateItemTask.RunAsync(new JsonObject { ["id"] = "1", ["state"] = "CA" }, "people", "sales", Credentials, Token);
        ((string?)created["state"]).ShouldBe("CA");
        ((string?)(await CosmosTasks.ReadItemTask.RunAsync("1", "CA", "people", "sales", Credentials, Token))["id"]).ShouldBe("1");
        (await CosmosTasks.QueryItemsTask.RunAsync("SELECT * FROM c", "people", "sales", Credentials, null, "CA", null, Token)).Count.ShouldBe(1);
        (await CosmosTasks.ReadItemTask.RunStateAsync("none", "CA", "people", "sales", Credentials, Token)).IsFailed.ShouldBeTrue();
    }

    [Fact]
    public async Task Throttled_request_is_sent_again_when_the_service_says()
    {
        int asked = 0;
        _peer.On($"GET {Documents}/1", _ => ++asked < 3
            ? CosmosPeer.Error(429, "TooManyRequests", "Request rate is large.", ("x-ms-retry-after-ms", "1"))
            : ArmReply.Json("""{"id":"1"}"""));
        ((string?)(await CosmosTasks.ReadItemAsync("1", "CA", "people", "sales", Credentials, Token))["id"]).ShouldBe("1");
        asked.ShouldBe(3);
    }

    [Theory]
    [InlineData(401, "Unauthorized")]
    [InlineData(403, "Forbidden")]
    [InlineData(500, "InternalServerError")]
    public async Task Refusals_keep_their_status_and_words(int status, string code)
    {
        _peer.On($"GET {Documents}/1", _ => CosmosPeer.Error(status, code, "No."));
        AzureException exception = await Should.ThrowAsync<AzureException>(() => CosmosTasks.ReadItemAsync("1", "CA", "people", "sales", Credentials, Token));
        ((int?)exception.StatusCode).ShouldBe(status);
        exception.Message.ShouldContain("No. ");
        exception.Message.ShouldNotContain("ActivityId");
        exception.IsTransient.ShouldBe(status >= 500);
    }

    [Fact]
    public async Task Page_of_a_gateway_and_half_an_answer_are_failures()
    {
        _peer.On($"GET {Documents}/1", _ => ArmReply.Html(200));
        _peer.On($"GET {Documents}/2", _ => ArmReply.Half("""{"id":"""));
        await Should.ThrowAsync<AzureException>(() => CosmosTasks.ReadItemAsync("1", "CA", "people", "sales", Credentials, Token));
        await Should.ThrowAsync<AzureException>(() => CosmosTasks.ReadItemAsync("2", "CA", "people", "sales", Credentials, Token));
    }

    [Fact]
    public async Task Server_that_never_answers_is_left_when_the_caller_says()
    {
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        _peer.On($"GET {Documents}/1", _ =>
        {
            cancelled.CancelAfter(20);
            return ArmReply.Never();
        });
        await Should.ThrowAsync<OperationCanceledException>(() => CosmosTasks.ReadItemAsync("1", "CA", "people", "sales", Credentials, cancelled.Token));
    }

    [Fact]
    public async Task Bad_arguments_are_refused_before_any_request()
    {
        JsonObject item = new() { ["id"] = "1" };
        await RefusedAsync("query", () => CosmosTasks.QueryItemsAsync(" ", "c", "d", Credentials, cancellationToken: Token));
        await RefusedAsync("container", () => CosmosTasks.QueryItemsAsync("q", "", "d", Credentials, cancellationToken: Token));
        await RefusedAsync("database", () => CosmosTasks.QueryItemsAsync("q", "c", null!, Credentials, cancellationToken: Token));
        await RefusedAsync("cosmosDbCredentials", () => CosmosTasks.QueryItemsAsync("q", "c", "d", null!, cancellationToken: Token));
        await RefusedAsync("parameters", () => CosmosTasks.QueryItemsAsync("q", "c", "d", Credentials, new JsonObject { ["state"] = 1 }, cancellationToken: Token));
        await RefusedAsync("partitionKey", () => CosmosTasks.QueryItemsAsync("q", "c", "d", Credentials, partitionKey: new JsonObject(), cancellationToken: Token));
        await RefusedAsync("maxItemCount", () => CosmosTasks.QueryItemsAsync("q", "c", "d", Credentials, maxItemCount: 0, cancellationToken: Token));
        await RefusedAsync("item", () => CosmosTasks.ReadItemAsync("a/b", "k", "c", "d", Credentials, Token));
        await RefusedAsync("partitionKey", () => CosmosTasks.ReadItemAsync("a", new JsonArray(1, 2, 3, 4), "c", "d", Credentials, Token));
        await RefusedAsync("body", () => CosmosTasks.CreateItemAsync(null!, "c", "d", Credentials, Token));
        await RefusedAsync("body", () => CosmosTasks.CreateItemAsync(new JsonObject { ["id"] = 5 }, "c", "d", Credentials, Token));
        await RefusedAsync("body", () => CosmosTasks.CreateItemAsync(new JsonObject { ["id"] = "a?b" }, "c", "d", Credentials, Token));
        _peer.Requests.ShouldBeEmpty();
    }

    private static async Task RefusedAsync(string parameter, Func<Task> call) =>
        (await Should.ThrowAsync<ArgumentException>(call)).ParamName.ShouldBe(parameter);
}
