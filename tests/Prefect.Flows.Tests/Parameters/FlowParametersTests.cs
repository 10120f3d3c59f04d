#pragma warning disable CS9099, CS9100 // The type of a delegate has no defaults, the lambda itself has: those are what is tested.
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;
using Shouldly;
using Xunit;

namespace Prefect.Flows.Tests.Parameters;

public sealed class FlowParametersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, object?> Coercions => new()
    {
        { "int", "\"1\"", 1 },
        { "int", "\" 42 \"", 42 },
        { "int", "1.0", 1 },
        { "int", "1e3", 1000 },
        { "int", "true", 1 },
        { "int", "\"3.0\"", 3 },
        { "long", "9223372036854775807", long.MaxValue },
        { "ulong", "18446744073709551615", ulong.MaxValue },
        { "double", "\"2.5\"", 2.5 },
        { "double", "3", 3.0 },
        { "double", "0.30000000000000004", 0.30000000000000004 },
        { "double", "\"inf\"", double.PositiveInfinity },
        { "decimal", "0.1", 0.1m },
        { "bool", "\"yes\"", true },
        { "bool", "\"OFF\"", false },
        { "bool", "1", true },
        { "string", "\"1\"", "1" },
        { "char", "\"x\"", 'x' },
        { "date", "\"2026-11-20\"", new DateOnly(2026, 11, 20) },
        { "date", "\"2026-11-20T00:00:00\"", new DateOnly(2026, 11, 20) },
        { "moment", "\"2026-11-20T10:00:00+02:00\"", new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.FromHours(2)) },
        { "moment", "\"2026-11-20 10:00:00\"", new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero) },
        { "moment", "0", DateTimeOffset.UnixEpoch },
        { "time", "\"10:30\"", new TimeOnly(10, 30) },
        { "span", "\"PT1H30M\"", TimeSpan.FromMinutes(90) },
        { "span", "\"01:30:00\"", TimeSpan.FromMinutes(90) },
        { "span", "90", TimeSpan.FromSeconds(90) },
        { "guid", "\"0b0c57e0-2f8f-4f3a-9a8e-6a1f6d3f0d11\"", Guid.Parse("0b0c57e0-2f8f-4f3a-9a8e-6a1f6d3f0d11") },
        { "day", "\"friday\"", DayOfWeek.Friday },
        { "day", "5", DayOfWeek.Friday },
        { "maybe", "null", null },
        { "maybe", "\"4\"", 4 },
        { "uri", "\"https://example.org/a\"", new Uri("https://example.org/a") },
        { "version", "\"1.2.3\"", new Version(1, 2, 3) },
    };

    [Theory]
    [MemberData(nameof(Coercions))]
    public async Task A_value_is_turned_into_the_type_of_its_parameter(string type, string json, object? expected) =>
        (await OfType(type).ValidateParametersAsync(Json($$"""{"value": {{json}}}"""), Token))["value"].ShouldBe(expected);

    [Theory]
    [InlineData("int", "\"abc\"", "whole number")]
    [InlineData("int", "1.5", "1.5")]
    [InlineData("int", "99999999999", "99999999999")]
    [InlineData("int", "null", "null")]
    [InlineData("int", "[1]", "list of 1")]
    [InlineData("bool", "2", "true or false")]
    [InlineData("string", "1", "a text")]
    [InlineData("string", "null", "null")]
    [InlineData("guid", "\"x\"", "GUID")]
    [InlineData("date", "\"11/20/2026\"", "2026-11-20")]
    [InlineData("day", "\"Someday\"", "Monday")]
    [InlineData("list", "{\"a\": 1}", "an object")]
    [InlineData("list", "[1, \"x\"]", "value[1]")]
    [InlineData("order", "{\"number\": \"A\"}", "value.customer")]
    [InlineData("order", "{\"number\": \"A\", \"customer\": {\"name\": 3}}", "value.customer.name")]
    public async Task A_value_that_does_not_fit_is_named_with_what_is_expected(string type, string json, string part)
    {
        ParameterTypeException exception =
            await Should.ThrowAsync<ParameterTypeException>(() => OfType(type).ValidateParametersAsync(Json($$"""{"value": {{json}}}"""), Token));
        exception.Message.ShouldContain("'value");
        exception.Message.ShouldContain(part);
    }

    [Fact]
    public async Task Collections_tuples_unions_and_records_are_built()
    {
        Flow flow = Flow.Define("build", (List<int> list, IReadOnlySet<string> set, Dictionary<Guid, double> map, (string, int) pair, OneOf<string, int> either, Order order, object any, JsonObject json) => 1);

        IReadOnlyDictionary<string, object?> bound = await flow.ValidateParametersAsync(
            Json("""
                {"list": ["1", 2], "set": ["a", "a"], "map": {"0b0c57e0-2f8f-4f3a-9a8e-6a1f6d3f0d11": "1.5"}, "pair": ["x", 1], "either": 3,
                 "order": {"Number": "A-1", "customer": {"name": "Ada"}, "unknown": 1}, "any": [1, 1.5, {"a": null}], "json": {"a": [1]}}
                """),
            Token);

        bound["list"].ShouldBeOfType<List<int>>().ShouldBe([1, 2]);
        bound["set"].ShouldBeOfType<HashSet<string>>().ShouldBe(["a"]);
        bound["map"].ShouldBeOfType<Dictionary<Guid, double>>().Values.ShouldBe([1.5]);
        bound["pair"].ShouldBe(("x", 1));
        bound["either"].ShouldBe(new OneOf<string, int>(3));
        bound["order"].ShouldBe(new Order("A-1", new Customer("Ada")));
        bound["any"].ShouldBeOfType<List<object?>>()[..2].ShouldBe([1L, 1.5]);
        bound["json"].ShouldBeOfType<JsonObject>().ToJsonString().ShouldBe("""{"a":[1]}""");
    }

    [Fact]
    public async Task Defaults_are_filled_in_and_the_order_is_that_of_the_parameters()
    {
        Flow flow = Flow.Define<string, int, DayOfWeek?, DateTime, int>("defaults", Defaults);

        IReadOnlyDictionary<string, object?> bound = await flow.ValidateParametersAsync(Json("""{"a": "x"}"""), Token);

        bound.Keys.ShouldBe(["a", "b", "day", "when"]);
        bound.Values.ShouldBe(["x", 3, DayOfWeek.Monday, default(DateTime)]);
    }

    [Fact]
    public async Task Missing_and_unknown_parameters_are_named()
    {
        Flow flow = Flow.Define("named", (string folder, int count) => 1);

        ParameterBindException exception = await Should.ThrowAsync<ParameterBindException>(() => flow.ValidateParametersAsync(Json("""{"fodler": 1, "count": 2}"""), Token));

        exception.Message.ShouldContain("'folder' is missing");
        exception.Message.ShouldContain("'fodler' is no parameter");
        exception.ShouldBeAssignableTo<ArgumentException>();
    }

    [Fact]
    public async Task Values_that_have_the_type_are_passed_as_they_are()
    {
        Order order = new("A", new Customer("B"));
        Flow flow = Flow.Define("typed", (Order order, int count) => 1);

        IReadOnlyDictionary<string, object?> bound = await flow.ValidateParametersAsync(new Dictionary<string, object?> { ["order"] = order, ["count"] = "2" }, Token);

        bound["order"].ShouldBeSameAs(order);
        bound["count"].ShouldBe(2);
    }

    [Fact]
    public async Task Without_validation_a_text_is_no_number()
    {
        Flow flow = Flow.Define("strict", (int count) => 1, new FlowOptions { ValidateParameters = false });

        (await flow.ValidateParametersAsync(Json("""{"count": 1}"""), Token))["count"].ShouldBe(1);
        await Should.ThrowAsync<ParameterTypeException>(() => flow.ValidateParametersAsync(Json("""{"count": "1"}"""), Token));
    }

    [Theory]
    [InlineData("""{"token": 17}""")]
    [InlineData("""{"token": ["canary-value"]}""")]
    [InlineData("""{"token": "********"}""")]
    public async Task A_refused_secret_is_not_told(string json)
    {
        Flow flow = Flow.Define("secrets", (SecretString token) => 1);

        ParameterTypeException exception = await Should.ThrowAsync<ParameterTypeException>(() => flow.ValidateParametersAsync(Json(json), Token));

        exception.ToString().ShouldNotContain("canary");
        exception.Message.ShouldNotContain("17");
        ((SecretString)(await flow.ValidateParametersAsync(Json("""{"token": "canary-value"}"""), Token))["token"]!).Reveal().ShouldBe("canary-value");
    }

    [Fact]
    public async Task A_reference_that_leads_nowhere_names_the_parameter()
    {
        Flow flow = Flow.Define("blocks", (Webhook hook) => 1);

        (await Should.ThrowAsync<ParameterTypeException>(() => flow.ValidateParametersAsync(Json("""{"hook": {"$ref": "no-slash"}}"""), Token))).Message.ShouldContain("'hook'");
        (await Should.ThrowAsync<ParameterTypeException>(() => flow.ValidateParametersAsync(Json("""{"hook": {"$ref": 5}}"""), Token))).Message.ShouldContain("'hook'");
    }

    [Fact]
    public async Task A_reference_becomes_the_saved_block()
    {
        await using Prefect.Testing.TemporaryStore store = new();
        using IDisposable use = BlockStore.Use(store.Store);
        Guid id = await new Secret { Value = "canary-saved" }.SaveAsync("mine", cancellationToken: Token);
        Flow flow = Flow.Define("blocks", (Secret one, List<Secret> many) => 1);

        IReadOnlyDictionary<string, object?> bound = await flow.ValidateParametersAsync(
            Json($$$"""{"one": {"$ref": {"block_document_id": "{{{id}}}"}}, "many": [{"$ref": "secret/mine"}]}"""), Token);

        bound["one"].ShouldBeOfType<Secret>().BlockDocumentId.ShouldBe(id);
        bound["many"].ShouldBeOfType<List<Secret>>().Single().BlockDocumentName.ShouldBe("mine");
        flow.SerializeParameters(bound).ToJsonString().ShouldBe(
            $$$"""{"one":{"$ref":{"block_document_id":"{{{id}}}"}},"many":[{"$ref":{"block_document_id":"{{{id}}}"}}]}""");
    }

    [Fact]
    public void What_is_no_data_is_written_as_the_name_of_its_type()
    {
        Dictionary<string, object?> circle = [];
        circle["self"] = circle;
        SecretMasker.Add("canary-known");
        Flow flow = Flow.Define("write", () => 1);

        JsonObject written = flow.SerializeParameters(new Dictionary<string, object?>
        {
            ["stream"] = new MemoryStream(),
            ["state"] = State.Completed(),
            ["circle"] = circle,
            ["action"] = () => { },
            ["lazy"] = Endless(),
            ["throws"] = new Throwing(),
            ["secret"] = new SecretString("canary-secret"),
            ["text"] = "a canary-known b",
            ["order"] = new Order("A", new Customer("B")),
            ["nan"] = double.NaN,
            ["when"] = new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero),
            ["bytes"] = new byte[] { 0xFF, 0xFE },
        });

        written["stream"]!.ToString().ShouldBe("<MemoryStream>");
        written["state"]!.ToString().ShouldBe("<State>");
        written["circle"]!["self"]!.ToString().ShouldBe("<Dictionary<String, Object>>");
        written["action"]!.ToString().ShouldStartWith("<");
        written["lazy"]!.ToString().ShouldStartWith("<");
        written["throws"]!.ToString().ShouldBe("<Throwing>");
        written["secret"]!.ToString().ShouldBe(SecretMask.Display);
        written["order"]!.ToJsonString().ShouldBe("""{"number":"A","customer":{"name":"B"}}""");
        written["when"]!.ToString().ShouldBe("2026-11-20T10:00:00+00:00");
        written["bytes"]!.ToString().ShouldBe("<Byte[]>");
        written.ToJsonString().ShouldNotContain("canary");
    }

    [Fact]
    public void The_schema_tells_types_defaults_and_what_is_required()
    {
        Flow flow = Flow.Define<string, int?, Order, DayOfWeek, int, SecretString, string[]?, int>("schema", Described);

        JsonObject schema = flow.ParameterSchema;

        schema["title"]!.ToString().ShouldBe("Parameters");
        schema["required"]!.ToJsonString().ShouldBe("""["s","n","order"]""");
        JsonObject properties = schema["properties"]!.AsObject();
        JsonNode.DeepEquals(properties["x"], Json("""{"default":1,"position":4,"title":"x","type":"integer"}""")).ShouldBeTrue(properties["x"]!.ToJsonString());
        JsonNode.DeepEquals(properties["n"], Json("""{"anyOf":[{"type":"integer"},{"type":"null"}],"position":1,"title":"n"}""")).ShouldBeTrue(properties["n"]!.ToJsonString());
        JsonNode.DeepEquals(properties["order"], Json("""{"$ref":"#/definitions/Order","position":2,"title":"order"}""")).ShouldBeTrue(properties["order"]!.ToJsonString());
        JsonNode.DeepEquals(properties["day"], Json("""{"$ref":"#/definitions/DayOfWeek","position":3,"title":"day","default":"Monday"}""")).ShouldBeTrue(properties["day"]!.ToJsonString());
        JsonNode.DeepEquals(
            schema["definitions"]!["Order"],
            Json("""{"properties":{"number":{"type":"string","title":"Number"},"customer":{"$ref":"#/definitions/Customer"}},"title":"Order","type":"object","required":["number","customer"]}"""))
            .ShouldBeTrue(schema["definitions"]!.ToJsonString());
        schema["properties"] = null;
        flow.ParameterSchema["properties"].ShouldNotBeNull();
    }

    private static int Defaults(string a, int b = 3, DayOfWeek? day = DayOfWeek.Monday, DateTime when = default) => b;

    private static int Described(
        string s, int? n, Order order, DayOfWeek day = DayOfWeek.Monday, int x = 1, SecretString key = default, string[]? tags = null) => x;

    private static IEnumerable<int> Endless()
    {
        while (true)
        {
            yield return 1;
        }
    }

    private static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    private static Flow OfType(string type) => type switch
    {
        "int" => Flow.Define("f", (int value) => 1),
        "long" => Flow.Define("f", (long value) => 1),
        "ulong" => Flow.Define("f", (ulong value) => 1),
        "double" => Flow.Define("f", (double value) => 1),
        "decimal" => Flow.Define("f", (decimal value) => 1),
        "bool" => Flow.Define("f", (bool value) => 1),
        "string" => Flow.Define("f", (string value) => 1),
        "char" => Flow.Define("f", (char value) => 1),
        "date" => Flow.Define("f", (DateOnly value) => 1),
        "moment" => Flow.Define("f", (DateTimeOffset value) => 1),
        "time" => Flow.Define("f", (TimeOnly value) => 1),
        "span" => Flow.Define("f", (TimeSpan value) => 1),
        "guid" => Flow.Define("f", (Guid value) => 1),
        "day" => Flow.Define("f", (DayOfWeek value) => 1),
        "maybe" => Flow.Define("f", (int? value) => 1),
        "uri" => Flow.Define("f", (Uri value) => 1),
        "version" => Flow.Define("f", (Version value) => 1),
        "list" => Flow.Define("f", (List<int> value) => 1),
        _ => Flow.Define("f", (Order value) => 1),
    };

    private sealed record Order(string Number, Customer Customer);

    private sealed record Customer(string Name);

    private sealed record Throwing
    {
#pragma warning disable CA1822 // A property that data has.
        public string Text
        {
            get => throw new InvalidOperationException();
            init { }
        }
    }
}
