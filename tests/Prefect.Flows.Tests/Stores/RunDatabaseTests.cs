using Prefect.Sqlite;
using Prefect.Testing;

namespace Prefect.Flows.Tests.Stores;

public sealed class RunDatabaseTests : IAsyncDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly RunDatabase _database;

    public RunDatabaseTests()
    {
        _database = RunDatabase.Open(Path.Combine(_folder.Path, "dotnet", "runs.db"));
    }

    [Fact]
    public async Task A_read_sees_what_a_write_acknowledged()
    {
        await _database.WriteAsync(InsertFlow, cancellationToken: TestContext.Current.CancellationToken);

        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_write_that_throws_changes_nothing_and_gives_its_exception()
    {
        await Should.ThrowAsync<InvalidOperationException>(async () => await _database.WriteAsync(
            database =>
            {
                InsertFlow(database);
                throw new InvalidOperationException("no");
            },
            cancellationToken: TestContext.Current.CancellationToken));

        (await CountAsync()).ShouldBe(0);
        await _database.WriteAsync(InsertFlow, cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Many_writes_at_once_are_all_kept_whatever_durability_they_ask_for()
    {
        await Parallel.ForAsync(0, 500, TestContext.Current.CancellationToken, async (number, token) =>
            await _database.WriteAsync(InsertFlow, durable: number % 3 == 0, token));

        (await CountAsync()).ShouldBe(500);
    }

    [Fact]
    public async Task A_write_that_asks_for_it_is_committed_with_a_flush_of_the_disk_and_the_next_one_is_not()
    {
        List<string?> levels = [];
        foreach (bool durable in (bool[])[false, true, false])
        {
            levels.Add(await _database.WriteAsync(
                database => database.Scalar("PRAGMA synchronous"), durable, TestContext.Current.CancellationToken));
        }

        levels.ShouldBe(["1", "2", "1"]);
    }

    [Fact]
    public async Task A_closed_database_refuses_by_its_name()
    {
        await _database.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(async () => await _database.WriteAsync(InsertFlow));
        await Should.ThrowAsync<ObjectDisposedException>(async () => await CountAsync());
    }

    [Fact]
    public async Task The_store_of_blocks_is_not_taken_for_one_of_runs()
    {
        string path = Path.Combine(_folder.Path, "store.db");
        await using Prefect.Blocks.EmbeddedBlockStore blocks = Prefect.Blocks.EmbeddedBlockStore.Open(path);

        Should.Throw<RunStoreException>(() => RunDatabase.Open(path)).Message.ShouldContain("another program");
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    private static void InsertFlow(SqliteDatabase database)
    {
        Guid id = Guid.NewGuid();
        database["INSERT INTO flows (id, name, created) VALUES (?1, ?2, 0)"].Bind(1, id).Bind(2, id.ToString()).Run();
    }

    private ValueTask<string?> ScalarAsync(string sql) => _database.ReadAsync(database => database.Scalar(sql), TestContext.Current.CancellationToken);

    private async Task<int> CountAsync() => int.Parse((await ScalarAsync("SELECT count(*) FROM flows"))!, System.Globalization.CultureInfo.InvariantCulture);
}
