using System.Globalization;
using Prefect.Sqlite;

namespace Prefect.Blocks.Tests.Stores;

public sealed class EmbeddedStoreConcurrencyTests : IAsyncLifetime
{
    private readonly StoreFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Readers_and_writers_of_one_process_do_not_disturb_each_other()
    {
        EmbeddedBlockStore store = _folder.Open();
        await store.SaveAsync(StoreTypes.Credentials, "shared", """{"user":"0"}""");
        Task[] writers = [.. Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (int number = 0; number < 50; number++)
            {
                await store.SaveAsync(StoreTypes.Credentials, $"w{writer}-{number}", "{}");
                await store.SaveAsync(StoreTypes.Credentials, "shared", $$"""{"user":"{{number}}"}""", overwrite: true);
            }
        }, Token))];
        Task[] readers = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (int number = 0; number < 200; number++)
            {
                BlockDocument document = await store.GetAsync(StoreTypes.Credentials, "shared");
                int.Parse(document.Json().GetProperty("user").GetString()!, CultureInfo.InvariantCulture).ShouldBeInRange(0, 49);
            }
        }, Token))];

        await Task.WhenAll([.. writers, .. readers]);

        (await store.ListAsync(Token).CountAsync(Token)).ShouldBe(401);
    }

    [Fact]
    public async Task Of_many_who_want_one_name_one_gets_it()
    {
        EmbeddedBlockStore[] stores = [_folder.Open(), _folder.Open(), _folder.Open()];
        List<Task<bool>> saves = [.. Enumerable.Range(0, 30).Select(number => Task.Run(async () =>
        {
            try
            {
                await stores[number % 3].SaveAsync(StoreTypes.Credentials, "one", "{}");
                return true;
            }
            catch (BlockAlreadyExistsException)
            {
                return false;
            }
        }, Token))];

        (await Task.WhenAll(saves)).Count(isSaved => isSaved).ShouldBe(1);
    }

    [Fact]
    public async Task A_write_waits_for_a_foreign_lock_and_then_goes_through()
    {
        EmbeddedBlockStore store = _folder.Open();
        using SqliteDatabase other = SqliteDatabase.Open(_folder.File, BlockStoreFile.Format, TimeSpan.FromSeconds(10));
        other.Execute("BEGIN IMMEDIATE");
        Task<Guid> save = store.SaveAsync(StoreTypes.Credentials, "prod", "{}");
        (await Task.WhenAny(save, Task.Delay(100, Token))).ShouldNotBeSameAs(save);

        other.Execute("COMMIT");

        (await save).ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public async Task A_write_that_waits_for_a_foreign_lock_can_be_cancelled_and_is_not_done()
    {
        EmbeddedBlockStore store = _folder.Open();
        RegisteredBlockType type = await store.RegisterAsync(StoreTypes.Credentials, Token);
        using SqliteDatabase other = SqliteDatabase.Open(_folder.File, BlockStoreFile.Format, TimeSpan.FromSeconds(10));
        other.Execute("BEGIN IMMEDIATE");
        using CancellationTokenSource cancelling = new();
        BlockDocumentDraft draft = new() { Type = type, Name = "prod", Data = "{}"u8.ToArray() };
        ValueTask<Guid> save = store.SaveAsync(draft, cancelling.Token);

        await cancelling.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await save);
        other.Execute("COMMIT");
        await store.SaveAsync(StoreTypes.Credentials, "after", "{}");
        (await store.ListAsync(Token).Select(document => document.Name).ToListAsync(Token)).ShouldBe(["after"]);
    }

    [Fact]
    public async Task A_lock_that_is_never_released_is_named_in_plain_words()
    {
        EmbeddedBlockStore store = _folder.Open(new EmbeddedStoreOptions { BusyTimeout = TimeSpan.FromMilliseconds(50) });
        using SqliteDatabase other = SqliteDatabase.Open(_folder.File, BlockStoreFile.Format, TimeSpan.FromSeconds(10));
        other.Execute("BEGIN IMMEDIATE");

        BlockStoreException exception = await Should.ThrowAsync<BlockStoreException>(
            () => store.SaveAsync(StoreTypes.Credentials, "prod", "{}"));

        exception.Message.ShouldContain(_folder.File);
        exception.ToString().ShouldNotContain("database is locked");
        other.Execute("COMMIT");
        await store.SaveAsync(StoreTypes.Credentials, "prod", "{}");
    }

    [Fact]
    public async Task Cancelled_tokens_end_every_operation_before_it_begins()
    {
        EmbeddedBlockStore store = _folder.Open();
        RegisteredBlockType type = await store.RegisterAsync(StoreTypes.Credentials, Token);
        CancellationToken ended = new(canceled: true);
        BlockDocumentDraft draft = new() { Type = type, Name = "prod", Data = "{}"u8.ToArray() };

        await Should.ThrowAsync<OperationCanceledException>(async () => await store.SaveAsync(draft, ended));
        await Should.ThrowAsync<OperationCanceledException>(async () => await store.FindAsync("a", "b", SecretHandling.Mask, ended));
        await Should.ThrowAsync<OperationCanceledException>(async () => await store.DeleteAsync(Guid.NewGuid(), ended));
        await Should.ThrowAsync<OperationCanceledException>(async () => await store.ListAsync(ended).CountAsync(CancellationToken.None));
        await Should.ThrowAsync<OperationCanceledException>(async () => await store.ListAsync(CancellationToken.None).CountAsync(ended));
        await Should.ThrowAsync<OperationCanceledException>(() => store.RekeyAsync(null, ended));
    }

    [Fact]
    public async Task Writes_that_were_asked_for_are_done_before_the_store_closes()
    {
        EmbeddedBlockStore store = _folder.Open();
        await store.RegisterAsync(StoreTypes.Credentials, Token);
        List<Task<Guid>> saves = [.. Enumerable.Range(0, 100).Select(number => store.SaveAsync(StoreTypes.Credentials, $"n{number}", "{}"))];

        await _folder.CloseAsync();

        await Task.WhenAll(saves);
        (await _folder.Open().ListAsync(Token).CountAsync(Token)).ShouldBe(100);
    }
}
