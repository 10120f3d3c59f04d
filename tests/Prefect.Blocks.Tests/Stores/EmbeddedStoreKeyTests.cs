using System.Security.Cryptography;

namespace Prefect.Blocks.Tests.Stores;

public sealed class EmbeddedStoreKeyTests : IAsyncLifetime
{
    private readonly StoreFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string KeyFile => Directory.EnumerateFiles(_folder.Keys).Single();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Without_its_key_a_store_gives_no_data_but_lists_and_deletes()
    {
        Guid id = await SaveAndCloseAsync();
        string keyId = Path.GetFileNameWithoutExtension(KeyFile);
        File.Delete(KeyFile);
        EmbeddedBlockStore store = _folder.Open();

        BlockStoreException read = await Should.ThrowAsync<BlockStoreException>(
            async () => await store.FindAsync(id, SecretHandling.Reveal, Token));
        BlockStoreException written = await Should.ThrowAsync<BlockStoreException>(
            () => store.SaveAsync(StoreTypes.Credentials, "other", "{}"));

        foreach (string message in new[] { read.Message, written.Message })
        {
            message.ShouldContain(keyId);
            message.ShouldContain(_folder.Keys);
            message.ShouldContain("PREFECT_DOTNET_KEY_RING");
        }

        (await store.FindTypeAsync("acme-credentials", Token)).ShouldNotBeNull();
        (await store.ListAsync(Token).SingleAsync(Token)).Name.ShouldBe("prod");
        await store.RegisterAsync(StoreTypes.Bucket, Token);
        await Block.DeleteAsync("acme-credentials/prod", store, Token);
        (await store.FindAsync(id, SecretHandling.Mask, Token)).ShouldBeNull();
        Directory.EnumerateFiles(_folder.Keys).ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_lost_key_a_new_one_can_be_begun()
    {
        Guid id = await SaveAndCloseAsync();
        File.Delete(KeyFile);
        EmbeddedBlockStore store = _folder.Open();
        await Should.ThrowAsync<BlockStoreException>(() => store.SaveAsync(StoreTypes.Credentials, "other", "{}"));

        await store.DeleteAsync(id, Token);
        await store.RekeyAsync(null, Token);

        await store.SaveAsync(StoreTypes.Credentials, "other", "{}");
        (await store.GetAsync(StoreTypes.Credentials, "other")).Name.ShouldBe("other");
        (await store.RetireKeysAsync(Token)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Another_key_under_the_same_id_is_told_apart()
    {
        Guid id = await SaveAndCloseAsync();
        string keyId = Path.GetFileNameWithoutExtension(KeyFile);
        await File.WriteAllTextAsync(KeyFile, NewKey(), Token);
        EmbeddedBlockStore store = _folder.Open();

        BlockStoreException exception = await Should.ThrowAsync<BlockStoreException>(
            async () => await store.FindAsync(id, SecretHandling.Reveal, Token));

        exception.Message.ShouldContain($"'{keyId}'");
        exception.Message.ShouldContain("is not the one");
        await Should.ThrowAsync<BlockStoreException>(() => store.SaveAsync(StoreTypes.Credentials, "other", "{}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("c2hvcnQ=")]
    public async Task A_damaged_key_file_is_named_and_not_quoted(string content)
    {
        Guid id = await SaveAndCloseAsync();
        await File.WriteAllTextAsync(KeyFile, content, Token);

        BlockStoreException exception = await Should.ThrowAsync<BlockStoreException>(
            async () => await _folder.Open().FindAsync(id, SecretHandling.Reveal, Token));

        exception.Message.ShouldContain(KeyFile);
        if (content.Length > 0)
        {
            exception.Message.ShouldNotContain(content);
        }
    }

    [Fact]
    public async Task A_key_put_back_makes_the_open_store_whole_again()
    {
        Guid id = await SaveAndCloseAsync();
        string file = KeyFile;
        string key = await File.ReadAllTextAsync(file, Token);
        File.Delete(file);
        EmbeddedBlockStore store = _folder.Open();
        await Should.ThrowAsync<BlockStoreException>(async () => await store.FindAsync(id, SecretHandling.Reveal, Token));

        await File.WriteAllTextAsync(file, key, Token);

        (await store.FindAsync(id, SecretHandling.Reveal, Token)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("UPDATE block_documents SET data = (SELECT data FROM block_documents WHERE name = 'other') WHERE name = 'prod'")]
    [InlineData("UPDATE block_documents SET wrapped_key = (SELECT wrapped_key FROM block_documents WHERE name = 'other'), data = (SELECT data FROM block_documents WHERE name = 'other') WHERE name = 'prod'")]
    [InlineData("UPDATE block_documents SET name = CASE name WHEN 'prod' THEN 'swapped' ELSE 'prod' END")]
    [InlineData("UPDATE block_documents SET data = x'00' WHERE name = 'prod'")]
    [InlineData("UPDATE block_documents SET wrapped_key = x'' WHERE name = 'prod'")]
    public async Task Ciphertext_that_was_moved_or_altered_is_refused(string sql)
    {
        EmbeddedBlockStore store = _folder.Open();
        await store.SaveAsync(StoreTypes.Credentials, "prod", """{"token":"canary-one"}""");
        await store.SaveAsync(StoreTypes.Credentials, "other", """{"token":"canary-two"}""");
        RawDatabase.Execute(_folder.File, sql);

        BlockStoreException exception = await Should.ThrowAsync<BlockStoreException>(
            async () => await store.FindAsync("acme-credentials", "prod", SecretHandling.Reveal, Token));

        exception.ToString().ShouldContain("altered or moved");
        exception.ToString().ShouldNotContain("canary");
    }

    [Fact]
    public async Task Keys_may_come_as_a_text_and_change_by_putting_a_new_one_first()
    {
        (string first, string second) = ($"a:{NewKey()}", $"b:{NewKey()}");
        EmbeddedBlockStore store = _folder.Open(new EmbeddedStoreOptions { Keys = first });
        await store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"ada"}""");
        Directory.Exists(_folder.Keys).ShouldBeFalse();
        (await Should.ThrowAsync<BlockStoreException>(() => store.RekeyAsync(null, Token))).Message.ShouldContain("PREFECT_DOTNET_KEY_RING");
        await _folder.CloseAsync();

        store = _folder.Open(new EmbeddedStoreOptions { Keys = $"{second},{first}" });
        (await store.RekeyAsync(null, Token)).ShouldBe(new RekeyProgress("b", 1, 1));
        (await store.RetireKeysAsync(Token)).ShouldBe(["a"]);
        await _folder.CloseAsync();

        store = _folder.Open(new EmbeddedStoreOptions { Keys = second });
        (await store.GetAsync(StoreTypes.Credentials, "prod")).Json().GetProperty("user").GetString().ShouldBe("ada");
    }

    [Fact]
    public async Task Keys_move_from_the_folder_to_a_text()
    {
        await SaveAndCloseAsync();
        EmbeddedBlockStore store = _folder.Open(new EmbeddedStoreOptions { Keys = $"vault:{NewKey()}" });
        (await store.GetAsync(StoreTypes.Credentials, "prod")).Name.ShouldBe("prod");

        await store.RekeyAsync(null, Token);
        await store.RetireKeysAsync(Token);

        Directory.EnumerateFiles(_folder.Keys).ShouldBeEmpty();
        (await store.GetAsync(StoreTypes.Credentials, "prod")).Name.ShouldBe("prod");
    }

    [Theory]
    [InlineData("canary")]
    [InlineData("canary:")]
    [InlineData("a:Y2FuYXJ5")]
    [InlineData("../a:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("a:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,a:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData(",")]
    public void Keys_of_another_form_are_refused_and_not_quoted(string keys)
    {
        BlockStoreException exception = Should.Throw<BlockStoreException>(() => _folder.Open(new EmbeddedStoreOptions { Keys = keys }));

        exception.Message.ShouldContain("PREFECT_DOTNET_KEY_RING");
        exception.Message.ShouldNotContain("canary");
    }

    [Fact]
    public async Task A_change_of_the_key_moves_every_document_while_others_read_and_save()
    {
        EmbeddedBlockStore store = _folder.Open();
        for (int number = 0; number < 450; number++)
        {
            await store.SaveAsync(StoreTypes.Credentials, $"n{number}", $$"""{"user":"u{{number}}"}""");
        }

        string old = KeyFile;
        Task<RekeyProgress> rekey = store.RekeyAsync(null, Token);
        for (int number = 0; number < 450; number++)
        {
            BlockDocument document = await store.GetAsync(StoreTypes.Credentials, $"n{number}");
            document.Json().GetProperty("user").GetString().ShouldBe($"u{number}");
            await store.SaveAsync(StoreTypes.Credentials, $"m{number}", "{}");
        }

        (await rekey).Done.ShouldBeGreaterThanOrEqualTo(450);
        (await store.RetireKeysAsync(Token)).ShouldBe([Path.GetFileNameWithoutExtension(old)]);
        File.Exists(old).ShouldBeFalse();
        (await store.GetAsync(StoreTypes.Credentials, "n449")).Json().GetProperty("user").GetString().ShouldBe("u449");
    }

    [Fact]
    public async Task A_key_that_is_in_use_is_not_retired()
    {
        await SaveAndCloseAsync();

        (await _folder.Open().RetireKeysAsync(Token)).ShouldBeEmpty();

        File.Exists(KeyFile).ShouldBeTrue();
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private async Task<Guid> SaveAndCloseAsync()
    {
        Guid id = await _folder.Open().SaveAsync(StoreTypes.Credentials, "prod", """{"user":"ada"}""");
        await _folder.CloseAsync();
        return id;
    }
}
