using System.Text;
using System.Text.Json;

namespace Prefect.Blocks.Tests;

public class ReadingTests
{
    [Theory]
    [InlineData("""{"whole":1.0}""", 1)]
    [InlineData("""{"whole":"5"}""", 5)]
    [InlineData("""{"whole":-2147483648}""", int.MinValue)]
    [InlineData("""{"whole":1e3}""", 1000)]
    public void A_number_may_come_in_another_form(string json, int whole) => Read<SampleKinds>(json).Block.Whole.ShouldBe(whole);

    [Theory]
    [InlineData("""{"whole":"x"}""", "whole", "a text")]
    [InlineData("""{"whole":1.5}""", "whole", "another number")]
    [InlineData("""{"whole":2147483648}""", "whole", "another number")]
    [InlineData("""{"whole":null}""", "whole", "null")]
    [InlineData("""{"number":"1e999"}""", "number", "a text")]
    [InlineData("""{"event":7}""", "event", "a number")]
    [InlineData("""{"address":"C:\\temp"}""", null, null)]
    [InlineData("""{"address":"../x"}""", "address", "another text")]
    [InlineData("""{"id":"1"}""", "id", "another text")]
    [InlineData("""{"day":"20.11.2026"}""", "day", "another text")]
    [InlineData("""{"span":"1 hour"}""", "span", "another text")]
    [InlineData("""{"bytes":[1]}""", "bytes", "a list")]
    [InlineData("""{"names":"a"}""", "names", "a text")]
    [InlineData("""{"numbers":[1,"x",null]}""", "numbers.1|numbers.2", "a text|null")]
    [InlineData("""{"counts":{"a":{"b":1}}}""", "counts.a", "something else")]
    [InlineData("""{"counts":[]}""", "counts", "a list")]
    [InlineData("""{"pair":["a"]}""", "pair", "one of 1")]
    [InlineData("""{"pair":["a","b"]}""", "pair.1", "a text")]
    [InlineData("""{"logins":[{"user":"u"}]}""", "logins.0.password", "missing")]
    [InlineData("""{"models":{"m":{"use_ssl":"maybe","verify":3}}}""", "models.m.use_ssl|models.m.verify|models.m.verify", "a text|a number|a number")]
    [InlineData("""{"models":{"m":7}}""", "models.m", "a number")]
    [InlineData("""{"other":{"user":"u"}}""", "other", "an object that fits none")]
    [InlineData("""{"other":{"block_type_slug":"no-such-type"}}""", "other", "a block of type 'no-such-type'")]
    public void What_does_not_fit_is_named_with_its_path(string json, string? paths, string? found)
    {
        IReadOnlyList<BlockFieldProblem> problems = Read<SampleKinds>(json).Problems;

        problems.Select(problem => problem.Path).ShouldBe(paths?.Split('|') ?? []);
        problems.Select(problem => problem.Found).ShouldBe(found?.Split('|') ?? []);
    }

    [Theory]
    [InlineData("true", true, null)]
    [InlineData("\"true\"", null, "true")]
    [InlineData("\"/ca.pem\"", null, "/ca.pem")]
    [InlineData("null", null, null)]
    public void One_of_several_types_is_the_one_that_fits_exactly(string json, bool? first, string? second)
    {
        OneOf<bool, string>? verify = Read<SampleKinds>($$$$"""{"models":{"m":{"verify":{{{{json}}}}}}}""").Block.Models["m"].Verify;

        verify?.Value.ShouldBe(first is { } flag ? flag : second);
        (verify is null).ShouldBe(json == "null");
    }

    [Theory]
    [InlineData("""{"user":"u","password":"p"}""", typeof(SampleLogin))]
    [InlineData("""{"token":"t"}""", typeof(SampleToken))]
    [InlineData("{}", typeof(SampleToken))]
    [InlineData("""{"user":"u","password":"p","unknown":1}""", typeof(SampleLogin))]
    [InlineData("""{"token":"t","unknown":1,"block_type_slug":"sample-token"}""", typeof(SampleToken))]
    [InlineData("""{"user":"u","password":"p","block_type_slug":""}""", typeof(SampleLogin))]
    public void A_union_holds_what_the_document_says_or_fits(string json, Type type)
    {
        (SampleStore store, IReadOnlyList<BlockFieldProblem> problems) = Read<SampleStore>($$"""{"bucket_name":"b","credentials":{{json}}}""");

        problems.ShouldBeEmpty();
        store.Credentials.ShouldBeOfType(type);
    }

    [Theory]
    [InlineData("""{"unknown":1}""", "an object that fits none")]
    [InlineData("""{"block_type_slug":"sample-store","bucket_name":"b"}""", "a block of type 'sample-store'")]
    [InlineData("\"text\"", "a text")]
    [InlineData("""{"$ref":{"block_document_id":"0ac9ac2f-6bd0-4bb2-a9ee-1d3f6d1f9b10"}}""", "a reference to a document that is not there")]
    public void A_union_refuses_what_is_none_of_its_members(string json, string found)
    {
        BlockFieldProblem problem = Read<SampleStore>($$"""{"bucket_name":"b","credentials":{{json}}}""").Problems.ShouldHaveSingleItem();

        problem.Path.ShouldBe("credentials");
        problem.Expected.ShouldBe("a block of type 'sample-login' or 'sample-token'");
        problem.Found.ShouldBe(found);
    }

    [Fact]
    public void A_referred_document_is_read_in_place_of_the_reference()
    {
        BlockDocument login = Document("sample-login", """{"user":"u","password":"p"}""", name: "mine");
        BlockDocument store = Document("sample-store", $$$$"""{"bucket_name":"b","credentials":{"$ref":{"block_document_id":"{{{{login.Id}}}}"}}}""")
            with { References = new Dictionary<string, BlockDocument> { ["credentials"] = login } };

        SampleStore block = (SampleStore)BlockJson.Read(SampleStore.BlockType, store, lenient: false);

        SampleLogin read = block.Credentials.ShouldBeOfType<SampleLogin>();
        read.ShouldBe(new SampleLogin { User = "u", Password = "p" });
        read.BlockDocumentId.ShouldBe(login.Id);
        read.BlockDocumentName.ShouldBe("mine");
    }

    [Fact]
    public void An_expanded_reference_keeps_its_identity_and_type()
    {
        BlockDocument token = Document("sample-token", "{}", name: "mine");
        BlockDocument store = Document("sample-store", """{"bucket_name":"b","credentials":{"token":"t","extra":1}}""")
            with { References = new Dictionary<string, BlockDocument> { ["credentials"] = token } };

        SampleStore block = (SampleStore)BlockJson.Read(SampleStore.BlockType, store, lenient: false);

        SampleToken read = block.Credentials.ShouldBeOfType<SampleToken>();
        read.BlockDocumentName.ShouldBe("mine");
        read.Extra.Keys.ShouldBe(["extra"]);
    }

    [Fact]
    public void A_lenient_load_names_what_is_missing_and_keeps_initial_values()
    {
        SampleStore block = (SampleStore)BlockJson.Read(SampleStore.BlockType, Document("sample-store", """{"folder":1,"tags":["a"]}"""), lenient: true);

        block.MissingFields.ShouldBe(["bucket_name", "folder"]);
        block.Folder.ShouldBe("");
        block.Tags.ShouldBe(["a"]);
        block.ToString().ShouldContain("\"bucket_name\":null");
        block.ShouldBe(block with { });
        block.GetHashCode().ShouldBe((block with { }).GetHashCode());
    }

    [Fact]
    public void Metadata_is_no_extra_data() =>
        ((SampleToken)BlockJson.Read(SampleToken.BlockType, Document("sample-token",
            """{"_block_document_id":"x","_block_document_name":"y","_is_anonymous":false,"block_type_slug":"sample-token","real":[1]}"""), lenient: false))
            .Extra.Keys.ShouldBe(["real"]);

    [Theory]
    [InlineData("********")]
    [InlineData("**********")]
    public void A_mask_is_no_secret_to_save(string mask)
    {
        SampleToken token = new() { Token = mask, Headers = new() { { "h", mask } } };

        Should.Throw<BlockValidationException>(() => BlockValidation.ThrowIfUnfit(token)).Problems
            .Select(problem => $"{problem.Path}: {problem.Found}").ShouldBe(["token: a mask", "headers.h: a mask"]);
    }

    [Fact]
    public void Blocks_nest_at_most_fifty_deep()
    {
        StringBuilder json = new();
        for (int i = 0; i < 60; i++)
        {
            json.Append("""{"block_type_slug":"samplekinds","other":""");
        }

        json.Append("null").Append('}', 60);
        using JsonDocument document = JsonDocument.Parse(json.ToString());
        BlockReadSession session = new(lenient: false);
        BlockJson.Read(SampleKinds.BlockType, document.RootElement, session, document: null);

        session.Problems.ShouldContain(problem => problem.Found == "deeper");
    }

    [Fact]
    public void Unordered_data_has_one_content_whatever_its_order()
    {
        SampleKinds one = new() { Names = new HashSet<string> { "a", "b" }, Counts = new() { ["a"] = 1, ["b"] = 2 }, Element = Json("""{"x":1,"y":[{"p":1,"q":2}]}""") };
        SampleKinds other = new() { Names = new HashSet<string> { "b", "a" }, Counts = new() { ["b"] = 2, ["a"] = 1 }, Element = Json("""{"y":[{"q":2,"p":1}],"x":1}""") };

        other.ShouldBe(one);
        other.GetHashCode().ShouldBe(one.GetHashCode());
        BlockContent.Hash(other).ShouldBe(BlockContent.Hash(one));
    }

    [Fact]
    public void Masked_output_shows_no_secret()
    {
        SampleKinds kinds = new() { SessionToken = "s3cret-1", Logins = [new SampleLogin { User = "u", Password = "s3cret-2" }], Other = new SampleToken { Headers = new() { { "h", "s3cret-3" } } } };

        string json = kinds.ToJson();
        json.ShouldNotContain("s3cret");
        json.ShouldContain("\"session_token\":\"**********\"");
        json.ShouldContain("\"headers\":{\"h\":\"**********\"}");
        kinds.ToJson(SecretHandling.Reveal).ShouldContain("s3cret-3");
    }

    private static (T Block, IReadOnlyList<BlockFieldProblem> Problems) Read<T>(string json)
        where T : Block, IBlock<T>
    {
        using JsonDocument document = JsonDocument.Parse(json);
        BlockReadSession session = new(lenient: true);
        T block = (T)BlockJson.Read(T.BlockType, document.RootElement, session, document: null);
        return (block, session.Problems);
    }

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;

    private static BlockDocument Document(string slug, string json, string? name = null) => new()
    {
        Id = Guid.NewGuid(),
        Name = name,
        BlockTypeSlug = slug,
        BlockTypeName = slug,
        BlockTypeId = Guid.NewGuid(),
        BlockSchemaId = Guid.NewGuid(),
        Data = Encoding.UTF8.GetBytes(json),
        Created = DateTimeOffset.UnixEpoch,
        Updated = DateTimeOffset.UnixEpoch,
    };
}
