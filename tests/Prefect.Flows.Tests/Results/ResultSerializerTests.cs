using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Client;
using Prefect.Testing;
using Shouldly;
using Xunit;

namespace Prefect.Flows.Tests.Results;

[Collection<RunsAlone>]
public sealed class ResultSerializerTests
{
    private static readonly Dictionary<string, object?> s_fromPython = new() { ["x"] = new List<object?> { 1L, 2.5, null }, ["name"] = "é" };

    public interface IShape;

    [Theory]
    [InlineData("gzip", "H4sIAAAAAAACA6tWqlCyUog21FEw0jPVUcgrzcmJ1VFQykvMTQWKK8WUGhikWirVAgA0ew9EJwAA\nAA==\n")]
    [InlineData("zlib", "eJyrVqpQslKINtRRMNIz1VHIK83JidVRUMpLzE0FiivFlBoYpFoq1QIAzGAKfg==\n")]
    public void What_Python_packed_is_read(string library, string content)
    {
        ResultSerializer serializer = Read($$"""{"type":"compressed/json","serializer":{"type":"json"},"compressionlib":"{{library}}"}""");
        object value = serializer.Deserialize<object>(Encoding.UTF8.GetBytes(content))!;
        JsonSerializer.Serialize(value).ShouldBe(JsonSerializer.Serialize(s_fromPython));
    }

    [Theory]
    [InlineData(CompressionLibrary.Gzip, "gzip")]
    [InlineData(CompressionLibrary.Zlib, "zlib")]
    public void What_is_packed_says_by_what_and_comes_back(CompressionLibrary library, string name)
    {
        ResultSerializer serializer = ResultSerializer.Compressed(ResultSerializer.Json, library);
        serializer.Type.ShouldBe("compressed/json");
        string text = new('x', 5000);
        string content = Encoding.ASCII.GetString(serializer.Serialize(text + Guid.NewGuid() + Guid.NewGuid() + Guid.NewGuid()).Span);
        content.ShouldEndWith("\n");
        content.Split('\n').ShouldAllBe(line => line.Length <= 76);
        string settings = Settings(serializer);
        settings.ShouldContain($"\"compressionlib\":\"{name}\"");
        Read(settings).Deserialize<string>(Encoding.ASCII.GetBytes(content))!.ShouldStartWith(text);
    }

    [Fact]
    public void Lzma_is_refused_by_name()
    {
        ResultSerializer serializer = Read("""{"type":"compressed/json","serializer":{"type":"json"},"compressionlib":"lzma"}""");
        UnsupportedSerializerException refusal = Should.Throw<UnsupportedSerializerException>(() => serializer.Deserialize<int>("/Td6WFo="u8.ToArray()));
        refusal.Message.ShouldContain("lzma");
        refusal.Message.ShouldContain("gzip");
    }

    [Fact]
    public void Plain_values_are_written_as_every_language_reads_them()
    {
        Json(1).ShouldBe("1");
        Json<object?>(null).ShouldBe("null");
        Json("é").ShouldNotContain("__class__");
        Json(new[] { 1, 2 }).ShouldBe("[1,2]");
        Json(default(Unit)).ShouldBe("null");
        Json(new Dictionary<string, int> { ["a"] = 1 }).ShouldBe("""{"a":1}""");
    }

    [Fact]
    public void A_type_of_ones_own_carries_its_name_and_comes_back()
    {
        Order order = new("A-1", 2.5m, [new Line("x", 3)]);
        string json = Json(order);
        json.ShouldStartWith("{\"__class__\":\"dotnet:Prefect.Flows.Tests/");
        ResultSerializer.Json.Deserialize<Order>(Encoding.UTF8.GetBytes(json))!.Lines.ShouldBe(order.Lines);
        Dictionary<string, object?> seen = ResultSerializer.Json.Deserialize<object>(Encoding.UTF8.GetBytes(json)).ShouldBeOfType<Dictionary<string, object?>>();
        seen.Keys.ShouldBe(["__class__", "data"]);
    }

    [Fact]
    public void A_derived_type_comes_back_as_what_it_was_and_no_other_type_is_made()
    {
        IShape shape = new Circle(2);
        ReadOnlyMemory<byte> content = ResultSerializer.Json.Serialize(shape);
        ResultSerializer.Json.Deserialize<IShape>(content).ShouldBe(shape);
        byte[] foreign = """{"__class__":"dotnet:System.Diagnostics.Process/System.Diagnostics.Process","data":{}}"""u8.ToArray();
        Should.Throw<Exception>(() => ResultSerializer.Json.Deserialize<IShape>(foreign));
        ResultSerializer.Json.Deserialize<object>(foreign).ShouldBeOfType<Dictionary<string, object?>>();
    }

    [Theory]
    [InlineData(typeof(ArgumentException), "builtins.ValueError")]
    [InlineData(typeof(KeyNotFoundException), "builtins.KeyError")]
    [InlineData(typeof(FileNotFoundException), "builtins.FileNotFoundError")]
    [InlineData(typeof(TimeoutException), "builtins.TimeoutError")]
    [InlineData(typeof(InvalidOperationException), "builtins.RuntimeError")]
    public void Exceptions_have_the_closest_name_and_come_back(Type type, string name)
    {
        Exception failure = (Exception)Activator.CreateInstance(type, "it broke")!;
        string json = Json(failure);
        json.ShouldBe($$"""{"__exc_type__":"{{name}}","message":"it broke"}""");
        Exception read = ResultSerializer.Json.Deserialize<Exception>(Encoding.UTF8.GetBytes(json))!;
        read.ShouldBeOfType(type);
        read.Message.ShouldBe("it broke");
    }

    [Fact]
    public void Exceptions_of_elsewhere_keep_their_name_as_text_and_what_is_none_is_refused()
    {
        Exception read = ResultSerializer.Json.Deserialize<Exception>("""{"__exc_type__":"my.module.LoadError","message":"no"}"""u8.ToArray())!;
        read.ShouldBeOfType<FailedRunException>().Message.ShouldBe("LoadError: no");
        Should.Throw<ResultSerializationException>(() => ResultSerializer.Json.Deserialize<Exception>("""{"__exc_type__":"builtins.print","message":"no"}"""u8.ToArray()));
        Should.Throw<ResultSerializationException>(() => ResultSerializer.Json.Deserialize<int>("""{"__exc_type__":"builtins.KeyError","message":"no"}"""u8.ToArray()));
        Json<Exception>(new LoadException("no")).ShouldBe("""{"__exc_type__":"builtins.RuntimeError","message":"LoadException: no"}""");
    }

    [Fact]
    public async Task Secrets_are_not_written_in_clear_and_exceptions_are_masked()
    {
        using ResultFolder folder = new();
        string value = "canary-" + Guid.NewGuid().ToString("N");
        SecretString secret = value;
        CancellationToken token = TestContext.Current.CancellationToken;
        await Should.ThrowAsync<ResultSerializationException>(() => folder.Store.WriteAsync(secret, cancellationToken: token));
        await Should.ThrowAsync<ResultSerializationException>(() => folder.Store.WriteAsync(new Holder(secret), cancellationToken: token));
        secret.Reveal().ShouldBe(value);
        ResultSerializationException refusal = await Should.ThrowAsync<ResultSerializationException>(() =>
            folder.Store.WriteAsync($"token={value}", cancellationToken: token));
        refusal.ToString().ShouldNotContain(value);
        await Should.ThrowAsync<ResultSerializationException>(() =>
            (folder.Store with { Serializer = "compressed/json" }).WriteAsync($"token={value}", cancellationToken: token));
        await folder.Store.WriteAsync<Exception>(new InvalidOperationException($"bad token {value}"), "failure", cancellationToken: token);
        folder.Read("failure").ShouldContain(SecretMask.Display);
        folder.Files.ShouldAllBe(file => !File.ReadAllText(file).Contains(value));
    }

    [Fact]
    public async Task A_saved_block_is_a_reference_and_an_edited_one_is_refused()
    {
        await using TemporaryStore blocks = new();
        using IDisposable scope = BlockStore.Use(blocks.Store);
        Secret secret = new() { Value = "canary-of-a-block" };
        Should.Throw<ResultSerializationException>(() => ResultSerializer.Json.Serialize(secret));
        await secret.SaveAsync("mine", cancellationToken: TestContext.Current.CancellationToken);
        ReadOnlyMemory<byte> content = ResultSerializer.Json.Serialize(secret);
        Encoding.UTF8.GetString(content.Span).ShouldContain("$ref");
        Encoding.UTF8.GetString(content.Span).ShouldNotContain("canary");
        ResultSerializer.Json.Deserialize<Secret>(content).ShouldBe(secret);
        Should.Throw<ResultSerializationException>(() => ResultSerializer.Json.Serialize(secret with { Value = "another-value" }));
    }

    [Fact]
    public void Streams_tasks_and_code_are_refused_with_advice()
    {
        Should.Throw<ResultSerializationException>(() => ResultSerializer.Json.Serialize<Stream>(new MemoryStream())).Message.ShouldContain("stream");
        Should.Throw<ResultSerializationException>(() => ResultSerializer.Json.Serialize(Task.FromResult(1))).Message.ShouldContain("await");
        Should.Throw<ResultSerializationException>(() => ResultSerializer.Json.Serialize<Action>(() => { })).Message.ShouldContain("code");
        Should.Throw<ResultSerializationException>(() => ResultSerializer.Json.Serialize(ItemsAsync())).Message.ShouldContain("stream");
    }

    [Fact]
    public async Task What_holds_itself_or_is_no_data_is_refused()
    {
        using ResultFolder folder = new();
        Loop loop = new();
        loop.Next = loop;
        await Should.ThrowAsync<ResultSerializationException>(() => folder.Store.WriteAsync(loop, cancellationToken: TestContext.Current.CancellationToken));
        folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_serializer_of_ones_own_is_used_by_name()
    {
        using ResultFolder folder = new();
        ResultSerializer.Register("reversed", static _ => new ReversedSerializer());
        ResultStore store = folder.Store with { Serializer = "reversed", CacheInMemory = false };
        await store.WriteAsync("abc", "k", cancellationToken: TestContext.Current.CancellationToken);
        folder.Read("k").ShouldContain("\"result\":\"cba\"");
        (await (folder.Store with { CacheInMemory = false }).ReadAsync<string>("k", cancellationToken: TestContext.Current.CancellationToken)).Result.ShouldBe("abc");
        Should.Throw<ArgumentException>(() => ResultSerializer.Register("json", static _ => new ReversedSerializer()));
        Should.Throw<ArgumentException>(() => ResultSerializer.Register("", static _ => new ReversedSerializer()));
        Should.Throw<ArgumentNullException>(() => ResultSerializer.Register("x", null!));
    }

    [Fact]
    public void Unknown_names_are_refused_and_pickle_says_why()
    {
        Should.Throw<ArgumentException>(() => ResultSerializer.FromString("msgpack-of-nobody")).Message.ShouldContain("json");
        Should.Throw<ArgumentException>(() => ResultSerializer.FromString("pickle")).Message.ShouldContain("Python");
        Should.Throw<ArgumentException>(() => ResultSerializer.FromString("JSON"));
        Should.Throw<ArgumentNullException>(() => ResultSerializer.Compressed(null!));
    }

    [Fact]
    public void Pickle_in_the_settings_means_json_and_one_warning()
    {
        using CapturedLog log = new();
        using ResultFolder folder = new(("results.default_serializer", "pickle"));
        ILoggerFactory before = PrefectLogging.LoggerFactory;
        PrefectLogging.LoggerFactory = log;
        try
        {
            ResultSerializers.ForgetWarning();
            ResultSerializers.Default(PrefectSettings.Current).Type.ShouldBe("json");
            ResultSerializers.Default(PrefectSettings.Current).Type.ShouldBe("json");
        }
        finally
        {
            PrefectLogging.LoggerFactory = before;
        }

        log.Entries.Count(entry => entry.Message.Contains("pickle", StringComparison.Ordinal)).ShouldBe(1);
    }

    private static string Json<T>(T value) => Encoding.UTF8.GetString(ResultSerializer.Json.Serialize(value).Span);

    private static ResultSerializer Read(string settings) => ResultSerializers.Read(JsonElement.Parse(settings));

    private static string Settings(ResultSerializer serializer)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            serializer.Write(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static async IAsyncEnumerable<int> ItemsAsync()
    {
        await Task.Yield();
        yield return 1;
    }

    public sealed record Line(string Article, int Count);

    public sealed record Order(string Id, decimal Total, IReadOnlyList<Line> Lines);

    public sealed record Circle(double Radius) : IShape;

    public sealed record Holder(SecretString Token);

    public sealed class Loop
    {
        public Loop? Next { get; set; }
    }

    public sealed class LoadException(string message) : Exception(message);

    private sealed class ReversedSerializer : ResultSerializer
    {
        public override string Type => "reversed";

        public override ReadOnlyMemory<byte> Serialize<T>(T value) => Encoding.UTF8.GetBytes([.. value!.ToString()!.Reverse()]);

        public override T? Deserialize<T>(ReadOnlyMemory<byte> content)
            where T : default => (T)(object)new string([.. Encoding.UTF8.GetString(content.Span).Reverse()]);
    }
}
