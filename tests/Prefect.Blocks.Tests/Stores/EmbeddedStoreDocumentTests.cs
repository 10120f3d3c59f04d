namespace Prefect.Blocks.Tests.Stores;

public sealed class EmbeddedStoreDocumentTests : IAsyncLifetime
{
    private readonly StoreFolder _folder = new();

    private EmbeddedBlockStore Store => _folder.Shared;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task A_saved_document_comes_back_as_it_was()
    {
        Guid id = await Store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"ada","token":"s3cret ünïcode 🔑"}""");

        BlockDocument document = await Store.GetAsync(StoreTypes.Credentials, "prod");

        document.Id.ShouldBe(id);
        document.Name.ShouldBe("prod");
        document.BlockTypeSlug.ShouldBe("acme-credentials");
        document.BlockTypeName.ShouldBe("Acme Credentials");
        document.Json().GetProperty("token").GetString().ShouldBe("s3cret ünïcode 🔑");
        document.IsAnonymous.ShouldBeFalse();
        (await Store.FindAsync(id, SecretHandling.Reveal, Token)).ShouldNotBeNull().Name.ShouldBe("prod");
    }

    [Fact]
    public async Task A_document_that_is_not_there_is_null()
    {
        (await Store.FindAsync("acme-credentials", "nowhere", SecretHandling.Reveal, Token)).ShouldBeNull();
        (await Store.FindAsync(Guid.NewGuid(), SecretHandling.Reveal, Token)).ShouldBeNull();
        (await Store.FindTypeAsync("nothing", Token)).ShouldBeNull();
        (await Store.DeleteAsync(Guid.NewGuid(), Token)).ShouldBeFalse();
        (await Store.DeleteTypeAsync("nothing", Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_taken_name_is_refused_without_overwrite()
    {
        await Store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"ada"}""");

        BlockAlreadyExistsException exception = await Should.ThrowAsync<BlockAlreadyExistsException>(
            () => Store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"bob"}"""));

        exception.Slug.ShouldBe("acme-credentials");
        exception.Name.ShouldBe("prod");
        (await Store.GetAsync(StoreTypes.Credentials, "prod")).Json().GetProperty("user").GetString().ShouldBe("ada");
    }

    [Fact]
    public async Task Overwrite_keeps_the_id_and_the_fields_that_the_new_data_lacks()
    {
        Guid first = await Store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"ada","token":"old","level":"low"}""");

        Guid second = await Store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"bob","token":null}""", overwrite: true);

        second.ShouldBe(first);
        BlockDocument document = await Store.GetAsync(StoreTypes.Credentials, "prod");
        document.Json().GetRawText().ShouldBe("""{"user":"bob","token":null,"level":"low"}""");
        document.Updated.ShouldBeGreaterThanOrEqualTo(document.Created);
    }

    [Fact]
    public async Task Overwrite_of_a_name_that_is_free_saves()
    {
        await Store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"ada"}""", overwrite: true);

        (await Store.GetAsync(StoreTypes.Credentials, "prod")).Json().GetProperty("user").GetString().ShouldBe("ada");
    }

    [Fact]
    public async Task Anonymous_documents_are_new_each_time_and_listed_nowhere()
    {
        Guid first = await Store.SaveAsync(StoreTypes.Credentials, null, """{"user":"ada"}""");
        Guid second = await Store.SaveAsync(StoreTypes.Credentials, null, """{"user":"ada"}""");

        second.ShouldNotBe(first);
        (await Store.FindAsync(first, SecretHandling.Reveal, Token)).ShouldNotBeNull().IsAnonymous.ShouldBeTrue();
        (await Store.ListAsync(Token).CountAsync(Token)).ShouldBe(0);
    }

    [Fact]
    public async Task A_list_is_in_order_of_type_and_name_over_many_pages()
    {
        foreach (int number in Enumerable.Range(0, 1100).Reverse())
        {
            await Store.SaveAsync(StoreTypes.Credentials, $"n{number:0000}", """{"user":"ada"}""");
        }

        Guid last = await Store.SaveAsync(StoreTypes.Type("zeta", "Zeta", "{}"), "a", "{}");

        List<BlockDocumentSummary> list = await Store.ListAsync(Token).ToListAsync(Token);

        list.Count.ShouldBe(1101);
        list[..1100].Select(document => document.Name).ShouldBe(Enumerable.Range(0, 1100).Select(number => $"n{number:0000}"));
        list[^1].Id.ShouldBe(last);
    }

    [Fact]
    public async Task A_deleted_document_is_gone_and_its_name_free()
    {
        Guid id = await Store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"ada"}""");

        (await Store.DeleteAsync(id, Token)).ShouldBeTrue();

        (await Store.FindAsync(id, SecretHandling.Reveal, Token)).ShouldBeNull();
        (await Store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"bob"}""")).ShouldNotBe(id);
    }

    [Fact]
    public async Task Documents_outlive_the_store_that_saved_them()
    {
        await Store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"ada"}""");
        await _folder.CloseAsync();

        EmbeddedBlockStore again = _folder.Open();

        (await again.GetAsync(StoreTypes.Credentials, "prod")).Json().GetProperty("user").GetString().ShouldBe("ada");
    }

    [Fact]
    public async Task A_document_of_five_megabytes_is_saved_and_found()
    {
        string text = new('x', 5_000_000);
        await Store.SaveAsync(StoreTypes.Credentials, "big", $$"""{"user":"{{text}}"}""");

        (await Store.GetAsync(StoreTypes.Credentials, "big")).Json().GetProperty("user").GetString().ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("C:\\a")]
    [InlineData("ü")]
    public async Task A_name_that_breaks_the_rules_is_refused(string name) =>
        await Should.ThrowAsync<BlockNameException>(() => Store.SaveAsync(StoreTypes.Credentials, name, "{}"));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"hunter2\"")]
    [InlineData("{\"token\": hunter2")]
    [InlineData("{} hunter2")]
    public async Task Data_that_is_no_JSON_object_is_refused_without_being_quoted(string json)
    {
        ArgumentException exception = await Should.ThrowAsync<ArgumentException>(
            () => Store.SaveAsync(StoreTypes.Credentials, "prod", json));

        exception.ToString().ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task Data_that_is_not_UTF_8_is_refused()
    {
        RegisteredBlockType type = await Store.RegisterAsync(StoreTypes.Credentials, Token);
        BlockDocumentDraft draft = new() { Type = type, Name = "prod", Data = new byte[] { 0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d } };

        await Should.ThrowAsync<ArgumentException>(async () => await Store.SaveAsync(draft, Token));
    }

    [Fact]
    public async Task Times_come_from_the_given_clock()
    {
        FixedClock clock = new(new DateTimeOffset(2031, 2, 3, 4, 5, 6, TimeSpan.Zero));
        EmbeddedBlockStore store = _folder.Open(new EmbeddedStoreOptions { TimeProvider = clock });
        await store.SaveAsync(StoreTypes.Credentials, "prod", "{}");
        clock.Now += TimeSpan.FromDays(1);
        await store.SaveAsync(StoreTypes.Credentials, "prod", "{}", overwrite: true);

        BlockDocumentSummary summary = await store.ListAsync(Token).SingleAsync(Token);

        summary.Created.ShouldBe(new DateTimeOffset(2031, 2, 3, 4, 5, 6, TimeSpan.Zero));
        summary.Updated.ShouldBe(new DateTimeOffset(2031, 2, 4, 4, 5, 6, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_closed_store_says_so()
    {
        EmbeddedBlockStore store = Store;
        await _folder.CloseAsync();

        await Should.ThrowAsync<ObjectDisposedException>(async () => await store.DeleteAsync(Guid.NewGuid(), Token));
        await Should.ThrowAsync<ObjectDisposedException>(async () => await store.FindAsync(Guid.NewGuid(), SecretHandling.Mask, Token));
    }
}
