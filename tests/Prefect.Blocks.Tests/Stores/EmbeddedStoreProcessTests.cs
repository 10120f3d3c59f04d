using System.Globalization;
using System.Text.Json;

namespace Prefect.Blocks.Tests.Stores;

public sealed class EmbeddedStoreProcessTests : IAsyncLifetime
{
    private readonly StoreFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Many_processes_save_at_once_and_nothing_is_lost()
    {
        List<WorkerProcess> workers = [.. Enumerable.Range(0, 4).Select(number => WorkerProcess.Start("save", _folder.File, $"p{number}", "100"))];
        HashSet<string> acknowledged = [];
        foreach (WorkerProcess worker in workers)
        {
            acknowledged.UnionWith(await worker.FinishAsync(Token));
            worker.Dispose();
        }

        acknowledged.Count.ShouldBe(400);
        List<string?> listed = await _folder.Open().ListAsync(Token).Select(document => document.Name).ToListAsync(Token);
        listed.ShouldBe(acknowledged, ignoreOrder: true);
        Directory.EnumerateFiles(_folder.Keys).Count().ShouldBe(1);
    }

    [Fact]
    public async Task Processes_that_overwrite_one_document_do_not_undo_each_other()
    {
        using WorkerProcess first = WorkerProcess.Start("overwrite", _folder.File, "shared", "50");
        using WorkerProcess second = WorkerProcess.Start("overwrite", _folder.File, "shared", "50");
        IEnumerable<string> fields = [.. await first.FinishAsync(Token), .. await second.FinishAsync(Token)];

        BlockDocument document =
            (await _folder.Open().FindAsync("worker", "shared", SecretHandling.Reveal, Token)).ShouldNotBeNull();

        document.Json().EnumerateObject().Select(field => field.Name).ShouldBe(fields, ignoreOrder: true);
    }

    [Fact]
    public async Task Processes_that_make_the_store_at_once_agree()
    {
        List<WorkerProcess> workers = [.. Enumerable.Range(0, 4).Select(_ => WorkerProcess.Start("open", _folder.File))];
        HashSet<string> schemas = [];
        foreach (WorkerProcess worker in workers)
        {
            schemas.UnionWith(await worker.FinishAsync(Token));
            worker.Dispose();
        }

        schemas.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_killed_process_loses_no_acknowledged_save_and_harms_no_file()
    {
        HashSet<string> acknowledged = [];
        for (int round = 0; round < 20; round++)
        {
            using WorkerProcess worker = WorkerProcess.Start("save", _folder.File, $"r{round}", "100000");
            acknowledged.UnionWith(
                await worker.KillAfterAsync((round * 7) % 30, TimeSpan.FromMilliseconds((round * 3) % 17), Token));
        }

        EmbeddedBlockStore store = _folder.Open();
        foreach (string name in acknowledged)
        {
            BlockDocument document = (await store.FindAsync("worker", name, SecretHandling.Reveal, Token)).ShouldNotBeNull();
            document.Json().GetProperty("secret").GetString().ShouldBe($"canary-{name}");
        }

        acknowledged.Count.ShouldBeGreaterThan(20);
        await _folder.CloseAsync();
        RawDatabase.Scalar(_folder.File, "PRAGMA integrity_check").ShouldBe("ok");
    }

    [Fact]
    public async Task Rekeys_killed_at_any_instant_lose_nothing()
    {
        using (WorkerProcess worker = WorkerProcess.Start("save", _folder.File, "d", "1000"))
        {
            await worker.FinishAsync(Token);
        }

        for (int round = 0; round < 6; round++)
        {
            using WorkerProcess worker = WorkerProcess.Start("rekey", _folder.File);
            await worker.KillAfterAsync(round % 3, TimeSpan.FromMilliseconds(round), Token);
        }

        EmbeddedBlockStore store = _folder.Open();
        await store.RekeyAsync(null, Token);
        await store.RetireKeysAsync(Token);
        RawDatabase.Scalar(_folder.File, "SELECT count(*) FROM store_keys").ShouldBe("1");
        foreach (int number in Enumerable.Range(0, 1000))
        {
            (await store.FindAsync("worker", $"d-{number}", SecretHandling.Reveal, Token)).ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task A_killed_rekey_goes_on_where_it_stopped()
    {
        using (WorkerProcess worker = WorkerProcess.Start("save", _folder.File, "d", "1500"))
        {
            await worker.FinishAsync(Token);
        }

        using (WorkerProcess worker = WorkerProcess.Start("rekey", _folder.File, "3"))
        {
            await worker.KillAfterAsync(3, TimeSpan.Zero, Token);
        }

        EmbeddedBlockStore store = _folder.Open();
        RekeyProgress progress = await store.RekeyAsync(null, Token);
        progress.Total.ShouldBe(1100);
        progress.Done.ShouldBe(progress.Total);
        RawDatabase.Scalar(_folder.File, "SELECT count(*) FROM store_keys").ShouldBe("2");
        RawDatabase.Scalar(_folder.File, "SELECT count(DISTINCT key) FROM block_documents").ShouldBe("1");
        (await store.RetireKeysAsync(Token)).Count.ShouldBe(1);
        foreach (int number in Enumerable.Range(0, 1500))
        {
            string name = $"d-{number.ToString(CultureInfo.InvariantCulture)}";
            (await store.FindAsync("worker", name, SecretHandling.Reveal, Token)).ShouldNotBeNull();
        }
    }
}
