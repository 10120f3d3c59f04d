namespace Prefect.Blocks.Tests.Stores;

public sealed class EmbeddedStoreTypeTests : IAsyncLifetime
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
    public async Task A_registered_type_is_found_with_its_schema()
    {
        RegisteredBlockType registered = await _store.RegisterAsync(StoreTypes.Credentials, Token);

        RegisteredBlockType found = (await _store.FindTypeAsync("acme-credentials", Token)).ShouldNotBeNull();

        found.Id.ShouldBe(registered.Id);
        found.SchemaId.ShouldBe(registered.SchemaId);
        found.Manifest.Name.ShouldBe("Acme Credentials");
        found.Manifest.Description.ShouldBe(StoreTypes.Credentials.Description);
        found.Manifest.Schema.Capabilities.ShouldBe(["read-path", "write-path"]);
        found.Manifest.Schema.Fields.GetRawText().ShouldBe(StoreTypes.Credentials.Schema.Fields.GetRawText());
        found.Manifest.Schema.SecretFields.ShouldBe(["token", "headers.*", "extra.password"]);
    }

    [Fact]
    public async Task Registering_again_writes_nothing()
    {
        RegisteredBlockType first = await _store.RegisterAsync(StoreTypes.Credentials, Token);
        string? before = Version();
        EmbeddedBlockStore another = _folder.Open();

        (await _store.RegisterAsync(StoreTypes.Credentials, Token)).ShouldBeSameAs(first);
        (await another.RegisterAsync(StoreTypes.Credentials with { Name = "Acme Credentials" }, Token)).SchemaId.ShouldBe(first.SchemaId);

        Version().ShouldBe(before);

        string? Version() => RawDatabase.Scalar(_folder.File, "SELECT group_concat(updated) || count(*) FROM block_types");
    }

    [Fact]
    public async Task Texts_are_updated_when_they_differ_and_the_schema_stays()
    {
        RegisteredBlockType first = await _store.RegisterAsync(StoreTypes.Credentials, Token);

        RegisteredBlockType second = await _store.RegisterAsync(StoreTypes.Credentials with { Description = "New." }, Token);

        second.Id.ShouldBe(first.Id);
        second.SchemaId.ShouldBe(first.SchemaId);
        (await _store.FindTypeAsync("acme-credentials", Token)).ShouldNotBeNull().Manifest.Description.ShouldBe("New.");
    }

    [Fact]
    public async Task Another_version_is_another_schema_and_the_newest_is_found()
    {
        RegisteredBlockType first = await _store.RegisterAsync(StoreTypes.Type("a", "A", "{}", "1"), Token);
        RegisteredBlockType second = await _store.RegisterAsync(StoreTypes.Type("a", "A", "{}", "2"), Token);

        second.Id.ShouldBe(first.Id);
        second.SchemaId.ShouldNotBe(first.SchemaId);
        (await _store.FindTypeAsync("a", Token)).ShouldNotBeNull().SchemaId.ShouldBe(second.SchemaId);
        (await _store.RegisterAsync(StoreTypes.Type("a", "A", "{}", "1"), Token)).SchemaId.ShouldBe(first.SchemaId);
        (await _store.ListTypesAsync(Token).CountAsync(Token)).ShouldBe(1);
    }

    [Fact]
    public async Task A_type_whose_field_refers_to_an_unknown_one_is_refused()
    {
        BlockDefinitionException exception = await Should.ThrowAsync<BlockDefinitionException>(
            async () => await _store.RegisterAsync(StoreTypes.Bucket, Token));

        exception.Message.ShouldContain("acme-credentials");
        (await _store.FindTypeAsync("acme-bucket", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Types_are_listed_by_name()
    {
        await _store.RegisterAsync(StoreTypes.Type("one", "Zeta", "{}"), Token);
        await _store.RegisterAsync(StoreTypes.Type("two", "Alpha", "{}"), Token);

        (await _store.ListTypesAsync(Token).Select(type => type.Manifest.Name).ToListAsync(Token)).ShouldBe(["Alpha", "Zeta"]);
    }

    [Fact]
    public async Task A_deleted_type_takes_schemas_and_documents_along()
    {
        Guid id = await _store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"ada"}""");

        (await _store.DeleteTypeAsync("acme-credentials", Token)).ShouldBeTrue();

        (await _store.FindTypeAsync("acme-credentials", Token)).ShouldBeNull();
        (await _store.FindAsync(id, SecretHandling.Reveal, Token)).ShouldBeNull();
        RawDatabase.Scalar(_folder.File, "SELECT (SELECT count(*) FROM block_schemas) + (SELECT count(*) FROM block_documents)").ShouldBe("0");
        await _store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"bob"}""");
    }

    [Fact]
    public async Task A_save_survives_that_another_process_deleted_the_type()
    {
        RegisteredBlockType type = await _store.RegisterAsync(StoreTypes.Credentials, Token);
        await _folder.Open().DeleteTypeAsync("acme-credentials", Token);

        await _store.SaveAsync(new BlockDocumentDraft { Type = type, Name = "prod", Data = """{"user":"ada"}"""u8.ToArray() }, Token);

        (await _store.GetAsync(StoreTypes.Credentials, "prod")).Json().GetProperty("user").GetString().ShouldBe("ada");
    }

    [Fact]
    public async Task A_protected_type_is_kept_and_its_documents_are_not()
    {
        await _store.RegisterAsync(StoreTypes.Credentials, Token);
        BlockTypeManifest guarded = StoreTypes.Credentials with { IsProtected = true };
        Guid id = await _store.SaveAsync(guarded, "prod", "{}");
        await _store.RegisterAsync(StoreTypes.Credentials, Token);

        (await Should.ThrowAsync<ProtectedBlockException>(async () => await _store.DeleteTypeAsync("acme-credentials", Token)))
            .Slug.ShouldBe("acme-credentials");

        (await _store.DeleteAsync(id, Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task Missing_arguments_are_refused()
    {
        await Should.ThrowAsync<ArgumentNullException>(async () => await _store.RegisterAsync(null!, Token));
        await Should.ThrowAsync<ArgumentException>(async () => await _store.DeleteTypeAsync("", Token));
        await Should.ThrowAsync<ArgumentException>(async () => await _store.FindTypeAsync(null!, Token));
        await Should.ThrowAsync<ArgumentException>(async () => await _store.FindAsync("", "a", SecretHandling.Mask, Token));
        await Should.ThrowAsync<ArgumentNullException>(async () => await _store.SaveAsync(null!, Token));
        await Should.ThrowAsync<BlockDefinitionException>(async () => await _store.RegisterAsync(StoreTypes.Credentials with { Slug = "" }, Token));
    }
}
