namespace Prefect.Blocks.Tests.Stores;

public sealed class EmbeddedStoreReferenceTests : IAsyncLifetime
{
    private readonly StoreFolder _folder = new();

    private EmbeddedBlockStore Store => _folder.Shared;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Store.RegisterAsync(StoreTypes.Credentials, Token);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task A_document_brings_those_that_it_refers_to()
    {
        Guid credentials = await Store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"ada","token":"s3cret"}""");
        await Store.SaveAsync(StoreTypes.Bucket, "landing", Bucket(credentials));

        BlockDocument bucket = await Store.GetAsync(StoreTypes.Bucket, "landing");

        bucket.Json().GetProperty("credentials").GetProperty("$ref").GetProperty("block_document_id").GetGuid().ShouldBe(credentials);
        BlockDocument referred = bucket.References.ShouldHaveSingleItem().Value;
        bucket.References.Keys.ShouldBe(["credentials"]);
        referred.Id.ShouldBe(credentials);
        referred.Name.ShouldBe("prod");
        referred.Json().GetProperty("token").GetString().ShouldBe("s3cret");
    }

    [Fact]
    public async Task References_of_references_are_brought_too_and_shared_ones_once()
    {
        Guid leaf = await Store.SaveAsync(StoreTypes.Credentials, "leaf", """{"user":"ada"}""");
        Guid left = await Store.SaveAsync(StoreTypes.Bucket, "left", Bucket(leaf));
        Guid right = await Store.SaveAsync(StoreTypes.Bucket, "right", Bucket(leaf));
        await Store.SaveAsync(
            StoreTypes.Bucket, "top", $$"""{"left":{{StoreExtensions.Reference(left)}},"right":{{StoreExtensions.Reference(right)}}}""");

        BlockDocument top = await Store.GetAsync(StoreTypes.Bucket, "top");

        top.References["left"].References["credentials"].Id.ShouldBe(leaf);
        top.References["right"].References["credentials"].Id.ShouldBe(leaf);
    }

    [Fact]
    public async Task A_reference_to_nothing_is_refused_by_field_and_id()
    {
        Guid nowhere = Guid.NewGuid();

        BlockValidationException exception = await Should.ThrowAsync<BlockValidationException>(
            () => Store.SaveAsync(StoreTypes.Bucket, "landing", Bucket(nowhere)));

        BlockFieldProblem problem = exception.Problems.ShouldHaveSingleItem();
        problem.Path.ShouldBe("credentials");
        exception.Message.ShouldContain(nowhere.ToString());
        exception.Message.ShouldContain("acme-bucket/landing");
    }

    [Theory]
    [InlineData("""{"credentials":{"$ref":{"block_document_id":"hunter2"}}}""")]
    [InlineData("""{"credentials":{"$ref":{"block_document_id":5}}}""")]
    public async Task A_reference_without_an_id_is_refused(string json)
    {
        ArgumentException exception = await Should.ThrowAsync<ArgumentException>(() => Store.SaveAsync(StoreTypes.Bucket, "landing", json));

        exception.Message.ShouldContain("credentials");
        exception.Message.ShouldNotContain("hunter2");
    }

    [Theory]
    [InlineData("""{"value":{"$ref":"#/plain/data"}}""")]
    [InlineData("""{"value":[{"$ref":{"block_document_id":"not top level"}}]}""")]
    [InlineData("""{"value":{"inner":{"$ref":{"block_document_id":"not top level"}}}}""")]
    public async Task What_only_looks_like_a_reference_is_data(string json)
    {
        await Store.SaveAsync(StoreTypes.Bucket, "landing", json);

        BlockDocument document = await Store.GetAsync(StoreTypes.Bucket, "landing");

        document.Json().GetRawText().ShouldBe(json);
        document.References.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_circle_is_refused_whether_short_or_long()
    {
        Guid first = await Store.SaveAsync(StoreTypes.Bucket, "first", "{}");
        Guid second = await Store.SaveAsync(StoreTypes.Bucket, "second", Bucket(first));
        Guid third = await Store.SaveAsync(StoreTypes.Bucket, "third", Bucket(second));

        foreach (Guid target in new[] { first, second, third })
        {
            BlockValidationException exception = await Should.ThrowAsync<BlockValidationException>(
                () => Store.SaveAsync(StoreTypes.Bucket, "first", Bucket(target), overwrite: true));
            exception.Message.ShouldContain("leads back");
        }

        (await Store.GetAsync(StoreTypes.Bucket, "first")).References.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_overwrite_moves_the_reference()
    {
        Guid old = await Store.SaveAsync(StoreTypes.Credentials, "old", """{"user":"ada"}""");
        Guid next = await Store.SaveAsync(StoreTypes.Credentials, "next", """{"user":"bob"}""");
        await Store.SaveAsync(StoreTypes.Bucket, "landing", Bucket(old));

        await Store.SaveAsync(StoreTypes.Bucket, "landing", Bucket(next), overwrite: true);
        (await Store.GetAsync(StoreTypes.Bucket, "landing")).References["credentials"].Id.ShouldBe(next);

        await Store.SaveAsync(StoreTypes.Bucket, "landing", """{"bucket":"other"}""", overwrite: true);
        (await Store.GetAsync(StoreTypes.Bucket, "landing")).References["credentials"].Id.ShouldBe(next);

        await Store.SaveAsync(StoreTypes.Bucket, "landing", """{"credentials":{"user":"inline"}}""", overwrite: true);
        (await Store.GetAsync(StoreTypes.Bucket, "landing")).References.ShouldBeEmpty();
    }

    [Fact]
    public async Task Deleting_what_another_refers_to_is_allowed_and_leaves_the_reference_open()
    {
        Guid credentials = await Store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"ada"}""");
        await Store.SaveAsync(StoreTypes.Bucket, "landing", Bucket(credentials));
        await Store.DeleteAsync(credentials, Token);

        BlockDocument landing = await Store.GetAsync(StoreTypes.Bucket, "landing");

        landing.Json().GetProperty("credentials").GetProperty("$ref").GetProperty("block_document_id").GetGuid().ShouldBe(credentials);
        landing.References.ShouldBeEmpty();
        (await Store.GetAsync(StoreTypes.Bucket, "landing", SecretHandling.Mask)).References.ShouldBeEmpty();
        await Store.SaveAsync(StoreTypes.Bucket, "landing", """{"credentials":{"user":"inline"}}""", overwrite: true);
        (await Store.GetAsync(StoreTypes.Bucket, "landing")).References.ShouldBeEmpty();
    }

    [Fact]
    public async Task References_deeper_than_fifty_are_refused_on_load()
    {
        Guid below = await Store.SaveAsync(StoreTypes.Bucket, "d0", "{}");
        for (int depth = 1; depth <= 52; depth++)
        {
            below = await Store.SaveAsync(StoreTypes.Bucket, $"d{depth}", Bucket(below));
        }

        (await Store.GetAsync(StoreTypes.Bucket, "d50")).References.ShouldNotBeEmpty();
        (await Should.ThrowAsync<BlockStoreException>(() => Store.GetAsync(StoreTypes.Bucket, "d52"))).Message.ShouldContain("50 deep");
    }

    [Fact]
    public async Task Secrets_are_masked_also_in_the_documents_referred_to()
    {
        Guid credentials = await Store.SaveAsync(
            StoreTypes.Credentials, "prod",
            """{"user":"ada","token":"s3cret","headers":{"a":"x","b":7,"c":null},"extra":{"password":"p","port":1}}""");
        await Store.SaveAsync(StoreTypes.Bucket, "landing", Bucket(credentials));

        BlockDocument bucket = await Store.GetAsync(StoreTypes.Bucket, "landing", SecretHandling.Mask);

        bucket.References["credentials"].Json().GetRawText().ShouldBe(
            """{"user":"ada","token":"********","headers":{"a":"********","b":"********","c":null},"extra":{"password":"********","port":1}}""");
    }

    [Fact]
    public async Task A_field_that_was_secret_in_an_older_schema_stays_masked()
    {
        BlockTypeManifest older = StoreTypes.Type("moved", "Moved", """{"secret_fields":["token"]}""", "1");
        BlockTypeManifest newer = StoreTypes.Type("moved", "Moved", """{"secret_fields":[]}""", "2");
        await Store.SaveAsync(older, "doc", """{"token":"s3cret"}""");
        await Store.SaveAsync(newer, "doc", """{"user":"ada"}""", overwrite: true);

        BlockDocument document = await Store.GetAsync(newer, "doc", SecretHandling.Mask);

        document.Json().GetRawText().ShouldBe("""{"user":"ada","token":"********"}""");
    }

    private static string Bucket(Guid credentials) => $$"""{"bucket":"b","credentials":{{StoreExtensions.Reference(credentials)}}}""";
}
