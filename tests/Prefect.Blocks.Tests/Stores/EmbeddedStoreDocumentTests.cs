namespace Prefect.Blocks.Tests.Stores;

public sealed class EmbeddedStoreDocumentTests : IAsyncLifetime
{
    private readonly StoreFolder _folder = new();
    private EmbeddedBlockStore _store = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _store = _folder.Open();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task A_saved_document_comes_back_as_it_was()
    {
        Guid id = await _store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"ada","token":"s3cret ünïcode 🔑"}""");

        BlockDocument document = await _store.GetAsync(StoreTypes.Credentials, "prod");

        document.Id.ShouldBe(id);
        document.Name.ShouldBe("prod");
        document.BlockTypeSlug.ShouldBe("acme-credentials");
        document.BlockTypeName.ShouldBe("Acme Credentials");
        document.Json().GetProperty("token").GetString().ShouldBe("s3cret ünïcode 🔑");
        document.IsAnonymous.ShouldBeFalse();
        (await _store.FindAsync(id, SecretHandling.Reveal, Token)).ShouldNotBeNull().Name.ShouldBe("prod");
    }

    [Fact]
    public async Task A_document_that_is_not_there_is_null()
    {
        (await _store.FindAsync("acme-credentials", "nowhere", SecretHandling.Reveal, Token)).ShouldBeNull();
        (await _store.FindAsync(Guid.NewGuid(), SecretHandling.Reveal, Token)).ShouldBeNull();
        (await _store.FindTypeAsync("nothing", Token)).ShouldBeNull();
        (await _store.DeleteAsync(Guid.NewGuid(), Token)).ShouldBeFalse();
        (await _store.DeleteTypeAsync("nothing", Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_taken_name_is_refused_without_overwrite()
    {
        await _store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"ada"}""");

        BlockAlreadyExistsException exception = await Should.ThrowAsync<BlockAlreadyExistsException>(
            () => _store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"bob"}"""));

        exception.Slug.ShouldBe("acme-credentials");
        exception.Name.ShouldBe("prod");
        (await _store.GetAsync(StoreTypes.Credentials, "prod")).Json().GetProperty("user").GetString().ShouldBe("ada");
    }

    [Fact]
    public async Task Overwrite_keeps_the_id_and_the_fields_that_the_new_data_lacks()
    {
        Guid first = await _store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"ada","token":"old","level":"low"}""");

        Guid second = await _store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"bob","token":null}""", overwrite: true);

        second.ShouldBe(first);
        BlockDocument document = await _store.GetAsync(StoreTypes.Credentials, "prod");
        document.Json().GetRawText().ShouldBe("""{"user":"bob","token":null,"level":"low"}""");
        document.Updated.ShouldBeGreaterThanOrEqualTo(document.Created);
    }

    [Fact]
    public async Task Overwrite_of_a_name_that_is_free_saves()
    {
        await _store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"ada"}""", overwrite: true);

        (await _store.GetAsync(StoreTypes.Credentials, "prod")).Json().GetProperty("user").GetString().ShouldBe("ada");
    }

    [Fact]
    public async Task Anonymous_documents_are_new_each_time_and_listed_nowhere()
    {
        Guid first = await _store.SaveAsync(StoreTypes.Credentials, null, """{"user":"ada"}""");
        Guid second = await _store.SaveAsync(StoreTypes.Credentials, null, """{"user":"ada"}""");

        second.ShouldNotBe(first);
        (await _store.FindAsync(first, SecretHandling.Reveal, Token)).ShouldNotBeNull().IsAnonymous.ShouldBeTrue();
        (await _store.ListAsync(Token).CountAsync(Token)).ShouldBe(0);
    }

    [Fact]
    public async Task A_list_is_in_order_of_type_and_name_over_many_pages()
    {
        foreach (int number in Enumerable.Range(0, 1100).Reverse())
        {
            await _store.SaveAsync(StoreTypes.Credentials, $"n{number:0000}", """{"user":"ada"}""");
        }

        Guid last = await _store.SaveAsync(StoreTypes.Type("zeta", "Zeta", "{}"), "a", "{}");

        List<BlockDocumentSummary> list = await _store.ListAsync(Token).ToListAsync(Token);

        list.Count.ShouldBe(1101);
        list[..1100].Select(document => document.Name).ShouldBe(Enumerable.Range(0, 1100).Select(number => $"n{number:0000}"));
        list[^1].Id.ShouldBe(last);
    }

    [Fact]
    public async Task A_deleted_document_is_gone_and_its_name_free()
    {
        Guid id = await _store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"ada"}""");

        (await _store.DeleteAsync(id, Token)).ShouldBeTrue();

        (await _store.FindAsync(id, SecretHandling.Reveal, Token)).ShouldBeNull();
        (await _store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"bob"}""")).ShouldNotBe(id);
    }

    [Fact]
    public async Task Documents_outlive_the_store_that_saved_them()
    {
        await _store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"ada"}""");
        await _folder.CloseAsync();

        EmbeddedBlockStore again = _folder.Open();

        (await again.GetAsync(StoreTypes.Credentials, "prod")).Json().GetProperty("user").GetString().ShouldBe("ada");
    }

    [Fact]
    public async Task A_document_of_five_megabytes_is_saved_and_found()
    {
        string text = new('x', 5_000_000);
        await _store.SaveAsync(StoreTypes.Credentials, "big", $$"""{"user":"{{text}}"}""");

        (await _store.GetAsync(StoreTypes.Credentials, "big")).Json().GetProperty("user").GetString().ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("C:\\a")]
    [InlineData("ü")]
    public async Task A_name_that_breaks_the_rules_is_refused(string name) =>
        await Should.ThrowAsync<BlockNameException>(() => _store.SaveAsync(StoreTypes.Credentials, name, "{}"));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"hunter2\"")]
    [InlineData("{\"token\": hunter2")]
    [InlineData("{} hunter2")]
    public async Task Data_that_is_no_JSON_object_is_refused_without_being_quoted(string json)
    {
        ArgumentException exception = await Should.ThrowAsync<ArgumentException>(
            () => _store.SaveAsync(StoreTypes.Credentials, "prod", json));

        exception.ToString().ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task A_closed_store_says_so()
    {
        await _folder.CloseAsync();

        await Should.ThrowAsync<ObjectDisposedException>(async () => await _store.DeleteAsync(Guid.NewGuid(), Token));
        Should.Throw<ObjectDisposedException>(() => _store.FindAsync(Guid.NewGuid(), SecretHandling.Mask, Token));
    }
}
