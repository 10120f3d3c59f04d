namespace Prefect.Blocks.Tests.Stores;

public sealed class EmbeddedStoreFileTests : IAsyncLifetime
{
    private readonly StoreFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Files_and_folders_are_for_the_owner_only()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string file = Path.Combine(_folder.Home, "new", "dotnet.db");
        EmbeddedBlockStore store = EmbeddedBlockStore.Open(file);
        await using (store)
        {
            await store.SaveAsync(StoreTypes.Credentials, "prod", """{"user":"ada"}""");

            foreach (string entry in Directory.EnumerateFiles(Path.Combine(_folder.Home, "new"), "*", SearchOption.AllDirectories))
            {
                File.GetUnixFileMode(entry).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, entry);
            }

            foreach (string entry in Directory.EnumerateDirectories(_folder.Home, "*", SearchOption.AllDirectories))
            {
                File.GetUnixFileMode(entry).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, entry);
            }

            Directory.EnumerateFiles(Path.GetDirectoryName(file)!).Select(Path.GetFileName)
                .ShouldBe(["dotnet.db", "dotnet.db-shm", "dotnet.db-wal"], ignoreOrder: true);
        }
    }

    [Fact]
    public async Task Nothing_of_the_data_stands_in_clear_in_any_file()
    {
        EmbeddedBlockStore store = _folder.Open();
        for (int number = 0; number < 50; number++)
        {
            await store.SaveAsync(StoreTypes.Credentials, $"n{number}", $$"""{"user":"canary-user","token":"canary-token-{{number}}"}""");
            await store.SaveAsync(StoreTypes.Credentials, $"n{number}", """{"token":"canary-other"}""", overwrite: true);
        }

        await store.RekeyAsync(null, Token);

        _folder.RawBytes().ShouldContain("acme-credentials");
        _folder.RawBytes().ShouldNotContain("canary");
        await _folder.CloseAsync();
        _folder.RawBytes().ShouldNotContain("canary");
    }

    [Fact]
    public async Task A_damaged_header_is_refused_and_left_alone()
    {
        await MakeAsync();
        byte[] bytes = await File.ReadAllBytesAsync(_folder.File, Token);
        "not a database"u8.CopyTo(bytes);
        await File.WriteAllBytesAsync(_folder.File, bytes, Token);

        BlockStoreException exception = Should.Throw<BlockStoreException>(() => _folder.Open());

        exception.Message.ShouldContain(_folder.File);
        exception.Message.ShouldContain("Put back a copy");
        (await File.ReadAllBytesAsync(_folder.File, Token)).ShouldBe(bytes);
    }

    [Fact]
    public async Task A_truncated_file_is_refused_and_left_alone()
    {
        await MakeAsync();
        byte[] bytes = (await File.ReadAllBytesAsync(_folder.File, Token))[..20_000];
        await File.WriteAllBytesAsync(_folder.File, bytes, Token);

        BlockStoreException exception = Should.Throw<BlockStoreException>(() => _folder.Open());

        exception.Message.ShouldContain(_folder.File);
        (await File.ReadAllBytesAsync(_folder.File, Token)).ShouldBe(bytes);
    }

    [Fact]
    public async Task A_text_file_is_refused_and_left_alone()
    {
        string text = string.Concat(Enumerable.Repeat("<html>no database</html>\n", 100));
        await File.WriteAllTextAsync(_folder.File, text, Token);

        Should.Throw<BlockStoreException>(() => _folder.Open()).Message.ShouldContain(_folder.File);

        (await File.ReadAllTextAsync(_folder.File, Token)).ShouldBe(text);
    }

    [Theory]
    [InlineData("CREATE TABLE theirs (id INTEGER)")]
    [InlineData("PRAGMA application_id = 42")]
    [InlineData("PRAGMA user_version = 7")]
    public async Task A_database_of_another_program_is_refused_and_left_alone(string sql)
    {
        await File.WriteAllBytesAsync(_folder.File, [], Token);
        RawDatabase.Execute(_folder.File, sql);
        byte[] bytes = await File.ReadAllBytesAsync(_folder.File, Token);

        BlockStoreException exception = Should.Throw<BlockStoreException>(() => _folder.Open());

        exception.Message.ShouldContain("another program");
        exception.Message.ShouldContain(_folder.File);
        (await File.ReadAllBytesAsync(_folder.File, Token)).ShouldBe(bytes);
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_refused()
    {
        await MakeAsync();
        RawDatabase.Execute(_folder.File, "PRAGMA user_version = 99");

        BlockStoreException exception = Should.Throw<BlockStoreException>(() => _folder.Open());

        exception.Message.ShouldContain("newer version");
        exception.Message.ShouldContain("99");
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_refused()
    {
        string blocked = Path.Combine(_folder.Home, "file");
        File.WriteAllText(blocked, "");

        BlockStoreException exception = Should.Throw<BlockStoreException>(() => EmbeddedBlockStore.Open(Path.Combine(blocked, "dotnet.db")));

        exception.Message.ShouldContain(blocked);
        exception.Message.ShouldContain("PREFECT_HOME");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("folder/")]
    public void A_path_that_names_no_file_is_refused(string? path) =>
        Should.Throw<ArgumentException>(() => EmbeddedBlockStore.Open(path!));

    [Fact]
    public void A_timeout_of_nothing_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => _folder.Open(new EmbeddedStoreOptions { BusyTimeout = TimeSpan.Zero }));

    private async Task MakeAsync()
    {
        EmbeddedBlockStore store = _folder.Open();
        for (int number = 0; number < 20; number++)
        {
            await store.SaveAsync(StoreTypes.Credentials, $"n{number}", $$"""{"user":"{{new string('x', 1000)}}"}""");
        }

        await _folder.CloseAsync();
    }
}
