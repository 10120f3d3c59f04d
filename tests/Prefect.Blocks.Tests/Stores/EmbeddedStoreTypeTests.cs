namespace Prefect.Blocks.Tests.Stores;

public sealed class EmbeddedStoreTypeTests : IAsyncLifetime
{
    private readonly StoreFolder _folder = new();

    private EmbeddedBlockStore Store => _folder.Shared;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task A_registered_type_is_found_with_its_schema()
    {
        RegisteredBlockType registered = await Store.RegisterAsync(StoreTypes.Credentials, Token);

        RegisteredBlockType found = (await Store.FindTypeAsync("acme-credentials", Token)).ShouldNotBeNull();

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
        RegisteredBlockType first = await Store.RegisterAsync(StoreTypes.Credentials, Token);
        string? before = Version();
        EmbeddedBlockStore another = _folder.Open();

        (await Store.RegisterAsync(StoreTypes.Credentials, Token)).ShouldBeSameAs(first);
        (await another.RegisterAsync(StoreTypes.Credentials with { Name = "Acme Credentials" }, Token)).SchemaId.ShouldBe(first.SchemaId);

        Version().ShouldBe(before);

        string? Version() => RawDatabase.Scalar(_folder.File, "SELECT group_concat(updated) || count(*) FROM block_types");
    }

    [Fact]
    public async Task Texts_are_updated_when_they_differ_and_the_schema_stays()
    {
        RegisteredBlockType first = await Store.RegisterAsync(StoreTypes.Credentials, Token);

        RegisteredBlockType second = await Store.RegisterAsync(StoreTypes.Credentials with { Description = "New." }, Token);

        second.Id.ShouldBe(first.Id);
        second.SchemaId.ShouldBe(first.SchemaId);
        (await Store.FindTypeAsync("acme-credentials", Token)).ShouldNotBeNull().Manifest.Description.ShouldBe("New.");
    }

    [Fact]
    public async Task Another_version_is_another_schema_and_the_newest_is_found()
    {
        RegisteredBlockType first = await Store.RegisterAsync(StoreTypes.Type("a", "A", "{}", "1"), Token);
        RegisteredBlockType second = await Store.RegisterAsync(StoreTypes.Type("a", "A", "{}", "2"), Token);

        second.Id.ShouldBe(first.Id);
        second.SchemaId.ShouldNotBe(first.SchemaId);
        (await Store.FindTypeAsync("a", Token)).ShouldNotBeNull().SchemaId.ShouldBe(second.SchemaId);
        (await Store.RegisterAsync(StoreTypes.Type("a", "A", "{}", "1"), Token)).SchemaId.ShouldBe(first.SchemaId);
        (await Store.ListTypesAsync(Token).CountAsync(Token)).ShouldBe(1);
    }

    [Fact]
    public async Task A_type_whose_field_refers_to_an_unknown_one_is_refused()
    {
        BlockDefinitionException exception = await Should.ThrowAsync<BlockDefinitionException>(
            async () => await Store.RegisterAsync(StoreTypes.Bucket, Token));

        exception.Message.ShouldContain("acme-credentials");
        (await Store.FindTypeAsync("acme-bucket", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Types_are_listed_by_name()
    {
        await Store.RegisterAsync(StoreTypes.Type("one", "Zeta", "{}"), Token);
        await Store.RegisterAsync(StoreTypes.Type("two", "Alpha", "{}"), Token);

        (await Store.ListTypesAsync(Token).Select(type => type.Manifest.Name).ToListAsync(Token)).ShouldBe(["Alpha", "Zeta"]);
    }

    [Fact]
    public async Task A_deleted_type_takes_schemas_and_documents_along()
    {
        Guid id = await Store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"ada"}""");

        (await Store.DeleteTypeAsync("acme-credentials", Token)).ShouldBeTrue();

        (await Store.FindTypeAsync("acme-credentials", Token)).ShouldBeNull();
        (await Store.FindAsync(id, SecretHandling.Reveal, Token)).ShouldBeNull();
        RawDatabase.Scalar(_folder.File, "SELECT (SELECT count(*) FROM block_schemas) + (SELECT count(*) FROM block_documents)").ShouldBe("0");
        await Store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"bob"}""");
    }

    [Fact]
    public async Task A_save_survives_that_another_process_deleted_the_type()
    {
        RegisteredBlockType type = await Store.RegisterAsync(StoreTypes.Credentials, Token);
        await _folder.Open().DeleteTypeAsync("acme-credentials", Token);

        await Store.SaveAsync(new BlockDocumentDraft { Type = type, Name = "prod", Data = """{"user":"ada"}"""u8.ToArray() }, Token);

        (await Store.GetAsync(StoreTypes.Credentials, "prod")).Json().GetProperty("user").GetString().ShouldBe("ada");
    }

    [Fact]
    public async Task A_protected_type_is_kept_and_its_documents_are_not()
    {
        await Store.RegisterAsync(StoreTypes.Credentials, Token);
        BlockTypeManifest guarded = StoreTypes.Credentials with { IsProtected = true };
        Guid id = await Store.SaveAsync(guarded, "prod", "{}");
        await Store.RegisterAsync(StoreTypes.Credentials, Token);

        (await Should.ThrowAsync<ProtectedBlockException>(async () => await Store.DeleteTypeAsync("acme-credentials", Token)))
            .Slug.ShouldBe("acme-credentials");

        (await Store.DeleteAsync(id, Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task Missing_arguments_are_refused()
    {
        await Should.ThrowAsync<ArgumentNullException>(async () => await Store.RegisterAsync(null!, Token));
        await Should.ThrowAsync<ArgumentException>(async () => await Store.DeleteTypeAsync("", Token));
        await Should.ThrowAsync<ArgumentException>(async () => await Store.FindTypeAsync(null!, Token));
        await Should.ThrowAsync<ArgumentException>(async () => await Store.FindAsync("", "a", SecretHandling.Mask, Token));
        await Should.ThrowAsync<ArgumentNullException>(async () => await Store.SaveAsync(null!, Token));
        await Should.ThrowAsync<BlockDefinitionException>(async () => await Store.RegisterAsync(StoreTypes.Credentials with { Slug = "" }, Token));
    }
}
