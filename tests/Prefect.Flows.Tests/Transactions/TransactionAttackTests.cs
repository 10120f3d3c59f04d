using Prefect.Flows.Tests.Results;
using Prefect.Testing;

namespace Prefect.Flows.Tests.Transactions;

[Collection<RunsAlone>]
public sealed class TransactionAttackTests : IDisposable
{
    private readonly ResultFolder _folder = new();
    private readonly IDisposable _store = RunStore.Use(new UnrecordedRunStore("a test", static () => throw new NotSupportedException()));
    private readonly List<string> _calls = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Completing_twice_is_once_and_a_scope_that_is_over_takes_nothing_more()
    {
        Transaction transaction = await Transaction.BeginAsync(new TransactionOptions { Key = "twice", Store = _folder.Store }, Token);
        transaction.Stage(1, onCommit: [Note("commit")]);
        transaction.Complete();
        transaction.Complete();
        await transaction.DisposeAsync();
        await transaction.DisposeAsync();

        _calls.ShouldBe(["commit"]);
        transaction.IsCommitted.ShouldBeTrue();
        Should.Throw<InvalidOperationException>(transaction.Complete);
        Should.Throw<InvalidOperationException>(() => transaction.Stage(2));
        Should.Throw<InvalidOperationException>(() => transaction.OnRollback(Note("no")));
        Transaction.Current.ShouldBeNull();
        _folder.Files.Count().ShouldBe(1);
    }

    [Fact]
    public async Task An_outer_scope_that_ends_first_decides_for_the_inner_one()
    {
        Transaction outer = await Transaction.BeginAsync(cancellationToken: Token);
        Transaction inner = await Transaction.BeginAsync(cancellationToken: Token);
        inner.Stage(1, onRollback: [Note("inner")]);
        await outer.DisposeAsync();
        inner.Complete();
        await inner.DisposeAsync();

        outer.IsRolledBack.ShouldBeTrue();
        inner.IsRolledBack.ShouldBeTrue();
        _calls.ShouldBe(["inner"]);
        Transaction.Current.ShouldBeNull();
    }

    [Fact]
    public async Task A_hook_that_throws_between_others_does_not_stop_the_siblings_of_its_transaction()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => Transaction.RunAsync(async (_, token) =>
        {
            foreach (string name in (string[])["one", "two", "three"])
            {
                await Transaction.RunAsync(
                    (transaction, _) =>
                    {
                        transaction.Stage(name, onRollback: [name == "two" ? _ => throw new FormatException("no") : Note(name)]);
                        return Task.CompletedTask;
                    },
                    token);
            }

            throw new InvalidOperationException("no");
        },
        Token));

        _calls.ShouldBe(["three", "one"]);
    }

    [Fact]
    public async Task Many_tasks_at_once_inside_one_transaction_are_all_undone_once_each()
    {
        int done = 0;
        int undone = 0;
        FlowTask<int, int> task = FlowTask.Define(
            "many",
            async (int number) =>
            {
                await Task.Yield();
                Interlocked.Increment(ref done);
                return number;
            },
            new TaskOptions { OnRollback = [_ => Count(ref undone)] });

        await Should.ThrowAsync<InvalidOperationException>(() => Transaction.RunAsync(async (transaction, _) =>
        {
            await Task.WhenAll(Enumerable.Range(0, 500).Select(number => Task.Run(async () =>
            {
                transaction.Set($"{number}", new[] { number });
                await task.RunAsync(number);
                transaction.Get<int[]>($"{number}").ShouldBe([number]);
            })));
            throw new InvalidOperationException("no");
        },
        Token));

        done.ShouldBe(500);
        undone.ShouldBe(500);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_key_is_worked_on_once_at_a_time_with_either_kind_of_lock(bool inFiles)
    {
        ILockManager locks = inFiles ? new FileSystemLockManager(Path.Combine(_folder.Path, "locks")) : MemoryLockManager.Shared;
        ResultStore store = _folder.Store with { LockManager = locks };
        int inside = 0;
        int most = 0;
        int worked = 0;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Transaction.RunAsync(
            new TransactionOptions { Key = "attack-one", Store = store, IsolationLevel = IsolationLevel.Serializable },
            async (transaction, token) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref inside));
                await Task.Yield();
                if (!transaction.IsCommitted)
                {
                    worked++;
                    transaction.Stage(worked);
                }

                Interlocked.Decrement(ref inside);
            },
            Token))));

        most.ShouldBe(1);
        worked.ShouldBe(1);
        (await locks.IsLockedAsync("attack-one", Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_lock_is_free_after_a_failed_commit_a_cancelled_body_and_a_hook_that_throws()
    {
        MemoryLockManager locks = MemoryLockManager.Shared;
        ResultStore store = _folder.Store with { LockManager = locks };
        TransactionOptions options = new() { Key = "k", Store = store, IsolationLevel = IsolationLevel.Serializable };

        await Should.ThrowAsync<OperationCanceledException>(() => Transaction.RunAsync(options, (_, _) => throw new OperationCanceledException(), Token));
        (await locks.IsLockedAsync("k", Token)).ShouldBeFalse();
        await Transaction.RunAsync(options, (transaction, _) => { transaction.OnCommit(_ => throw new FormatException("no")); return Task.CompletedTask; }, Token);
        (await locks.IsLockedAsync("k", Token)).ShouldBeFalse();
        await Should.ThrowAsync<FormatException>(() => Transaction.RunAsync(
            options, (transaction, _) => { transaction.OnRollback(_ => throw new InvalidOperationException("no")); throw new FormatException("body"); }, Token));
        (await locks.IsLockedAsync("k", Token)).ShouldBeFalse();
        Directory.CreateDirectory(Path.Combine(_folder.Path, "k"));
        await Transaction.RunAsync(options, (transaction, _) => { transaction.Stage(1); return Task.CompletedTask; }, Token);
        (await locks.IsLockedAsync("k", Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_lock_that_expires_in_the_middle_is_only_a_warning()
    {
        FileSystemLockManager locks = new(Path.Combine(_folder.Path, "locks"));
        ResultStore store = _folder.Store with { LockManager = locks };
        await Transaction.RunAsync(
            new TransactionOptions { Key = "k", Store = store, IsolationLevel = IsolationLevel.Serializable },
            async (transaction, _) =>
            {
                foreach (string file in Directory.EnumerateFiles(locks.LockFilesDirectory, "*.lock"))
                {
                    File.Delete(file);
                }

                await Task.Yield();
                transaction.Stage(5);
            },
            Token);

        (await store.ReadAsync<int>("k", cancellationToken: Token)).Result.ShouldBe(5);
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    private static ValueTask Count(ref int counter)
    {
        Interlocked.Increment(ref counter);
        return ValueTask.CompletedTask;
    }

    private TransactionHook Note(string call) => _ =>
    {
        _calls.Add(call);
        return ValueTask.CompletedTask;
    };
}
