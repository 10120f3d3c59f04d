using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Blocks.Tests;

public class GeneratedBlockTests
{
    [Fact]
    public void A_block_prints_its_data_with_secrets_masked()
    {
        SampleStore store = new() { BucketName = "b", Credentials = new SampleLogin { User = "u", Password = "hunter2!" } };

        store.ToString().ShouldBe(
            """SampleStore {"bucket_name":"b","credentials":{"user":"u","password":"**********","parameters":{"use_ssl":true,"verify":null,"config":null},"block_type_slug":"sample-login"},"folder":"","method":"POST","tags":[],"block_type_slug":"sample-store"}""");
    }

    [Fact]
    public void The_manifest_names_the_types_that_a_block_refers_to()
    {
        BlockManifest manifest = BlockManifest.Of(typeof(SampleStore).Assembly);
        manifest.Blocks.Single(block => block.Slug == "sample-store").Schema.References.ShouldBe(["sample-login", "sample-token"]);
    }

    [Fact]
    public void A_block_of_every_kind_of_property_comes_back_as_it_was()
    {
        SampleKinds kinds = new()
        {
            Whole = int.MinValue,
            Large = long.MaxValue,
            Number = 0.1,
            Money = 12.340m,
            Address = new Uri("https://example.org/a?b=c"),
            Id = Guid.Parse("0ac9ac2f-6bd0-4bb2-a9ee-1d3f6d1f9b10"),
            At = DateTimeOffset.Parse("2026-11-20T18:00:00.1234567+02:00"),
            Day = new DateOnly(2026, 11, 20),
            Span = TimeSpan.FromHours(25.5),
            Bytes = "bytes ü"u8.ToArray(),
            Names = new HashSet<string> { "b", "a" },
            Numbers = [3, 1, 2],
            Counts = new() { ["x"] = 1, ["y z"] = -2 },
            Pair = ("p", 7),
            Anything = new List<object?> { 1L, 1.5, "t", true, null, new Dictionary<string, object?> { ["k"] = "v" } },
            Node = JsonNode.Parse("""{"a":[1,null]}"""),
            Element = JsonDocument.Parse("[true]").RootElement,
            @event = "e",
            Logins = [new SampleLogin { User = "u", Password = "p", Parameters = new() { Verify = "/ca.pem" } }],
            Models = new() { ["m"] = new() { Verify = false, Config = new() { ["deep"] = new Dictionary<string, object?> { ["n"] = 1L } } } },
            SessionToken = "session",
            Other = new SampleToken { Token = "t", Headers = new() { { "h", "v" } } },
        };

        SampleKinds back = RoundTrip(kinds);

        back.ShouldBe(kinds);
        back.GetHashCode().ShouldBe(kinds.GetHashCode());
        BlockContent.Hash(back).ShouldBe(BlockContent.Hash(kinds));
    }

    [Fact]
    public void A_changed_list_makes_another_value()
    {
        SampleStore store = new() { BucketName = "b", Tags = ["a", "b"] };

        (store with { Tags = ["a", "b"] }).ShouldBe(store);
        (store with { Tags = ["b", "a"] }).ShouldNotBe(store);
    }

    [Fact]
    public void Twins_do_what_their_asynchronous_methods_do()
    {
        SampleStore store = new() { BucketName = "b", Tags = ["a", "b"] };

        store.Count(cancellationToken: TestContext.Current.CancellationToken).ShouldBe(5);
        store.List().ShouldBe(["a", "b"]);
    }

    private static T RoundTrip<T>(T block)
        where T : Block, IBlock<T>
    {
        ArrayBufferWriter<byte> buffer = new();
        BlockJson.Write(block, buffer, SecretHandling.Reveal, references: false);
        using JsonDocument json = JsonDocument.Parse(buffer.WrittenMemory);
        BlockReadSession session = new(lenient: false);
        Block read = BlockJson.Read(T.BlockType, json.RootElement, session, document: null);
        session.Problems.ShouldBeEmpty();
        return (T)read;
    }
}
