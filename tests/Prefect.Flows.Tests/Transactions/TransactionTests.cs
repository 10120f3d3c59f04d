using Microsoft.Extensions.Logging;
using Prefect.Flows.Tests.Results;
using Prefect.Testing;
using Shouldly;
using Xunit;

namespace Prefect.Flows.Tests.Transactions;

public sealed class TransactionTests : IDisposable
{
    private readonly ResultFolder _folder = new();
    private readonly CapturedLog _log = new();
    private readonly List<string> _order = [];

    private TransactionOptions Logged => new() { Logger = _log.CreateLogger("test") };

    [Fact]
    public async Task Run_goes_from_active_to_committed()
    {
        List<TransactionState> states = [];
        Transaction seen = await Transaction.RunAsync((transaction, _) =>
        {
            states.Add(transaction.State);
            transaction.Stage(1);
            states.Add(transaction.State);
            return Task.FromResult(transaction);
        });
        states.ShouldBe([TransactionState.Active, TransactionState.Staged]);
        seen.IsCommitted.ShouldBeTrue();
    }

    [Fact]
    public async Task Run_rolls_back_and_throws_on_what_its_body_throws()
    {
        Transaction? seen = null;
        await Should.ThrowAsync<FormatException>(() => Transaction.RunAsync((transaction, _) =>
        {
            seen = transaction;
            transaction.Stage(1, [Note("undo")]);
            throw new FormatException();
        }));
        seen!.IsRolledBack.ShouldBeTrue();
        _order.ShouldBe(["undo"]);
    }

    [Fact]
    public async Task A_scope_that_is_not_completed_is_rolled_back()
    {
        Transaction transaction = await Transaction.BeginAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using (transaction)
        {
            Transaction.Current.ShouldBeSameAs(transaction);
            transaction.Stage(1, [Note("undo")]);
        }

        transaction.IsRolledBack.ShouldBeTrue();
        Transaction.Current.ShouldBeNull();
        _order.ShouldBe(["undo"]);
    }

    [Fact]
    public async Task A_completed_scope_is_committed_and_a_second_dispose_does_nothing()
    {
        Transaction transaction = await Transaction.BeginAsync(cancellationToken: TestContext.Current.CancellationToken);
        transaction.OnCommit(Note("commit"));
        transaction.Complete();
        await transaction.DisposeAsync();
        await transaction.DisposeAsync();
        transaction.Dispose();
        transaction.IsCommitted.ShouldBeTrue();
        _order.ShouldBe(["commit"]);
    }

    [Fact]
    public void A_blocking_scope_works_like_the_asynchronous_one()
    {
        Transaction transaction = Transaction.Begin();
        using (transaction)
        {
            Transaction.Current.ShouldBeSameAs(transaction);
            transaction.Complete();
        }

        transaction.IsCommitted.ShouldBeTrue();
        Transaction.Current.ShouldBeNull();
        Transaction.Run(new TransactionOptions(), inner => inner.ShouldBeSameAs(Transaction.Current));
    }

    [Fact]
    public async Task Children_commit_in_order_before_their_parent_and_roll_back_in_reverse()
    {
        await Transaction.RunAsync(async (outer, _) =>
        {
            outer.Stage(0, onCommit: [Note("outer")]);
            await Inner("first");
            await Inner("second");
        });
        _order.ShouldBe(["first", "second", "outer"]);

        _order.Clear();
        await Should.ThrowAsync<FormatException>(() => Transaction.RunAsync(async (outer, _) =>
        {
            outer.Stage(0, [Note("outer 1"), Note("outer 2")]);
            await Inner("first");
            await Inner("second");
            throw new FormatException();
        }));
        _order.ShouldBe(["outer 2", "outer 1", "undo second", "undo first"]);

        Task Inner(string name) => Transaction.RunAsync((inner, _) =>
        {
            inner.Stage(name, [Note("undo " + name)], [Note(name)]);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task A_failing_child_rolls_back_its_parent_at_once_even_when_the_exception_is_caught()
    {
        Transaction parent = await Transaction.RunAsync(async (outer, _) =>
        {
            outer.Stage(0, [Note("outer")]);
            await Transaction.RunAsync((sibling, _) =>
            {
                sibling.Stage(0, [Note("sibling")]);
                return Task.CompletedTask;
            });
            await Should.ThrowAsync<FormatException>(() => Transaction.RunAsync((_, _) => throw new FormatException()));
            outer.IsRolledBack.ShouldBeTrue();
            _order.ShouldBe(["outer", "sibling"]);
            return outer;
        });
        parent.IsRolledBack.ShouldBeTrue();
    }

    [Theory]
    [InlineData(CommitMode.Eager, false, TransactionState.Committed)]
    [InlineData(CommitMode.Lazy, false, TransactionState.Committed)]
    [InlineData(CommitMode.Off, false, TransactionState.RolledBack)]
    [InlineData(CommitMode.Eager, true, TransactionState.Committed)]
    [InlineData(CommitMode.Lazy, true, TransactionState.Staged)]
    [InlineData(CommitMode.Off, true, TransactionState.Staged)]
    public async Task The_commit_mode_says_when(CommitMode mode, bool hasParent, TransactionState expected)
    {
        async Task<TransactionState> InnerAsync()
        {
            Transaction inner = await Transaction.RunAsync(new TransactionOptions { CommitMode = mode }, (transaction, _) =>
            {
                transaction.Stage(1);
                return Task.FromResult(transaction);
            });
            return inner.State;
        }

        TransactionState state = hasParent ? await Transaction.RunAsync((_, _) => InnerAsync()) : await InnerAsync();
        state.ShouldBe(expected);
    }

    [Fact]
    public async Task Commit_mode_and_isolation_are_inherited_unless_given()
    {
        TransactionOptions outerOptions = new() { CommitMode = CommitMode.Eager, IsolationLevel = IsolationLevel.Serializable, RollbackOn = RollbackOn.FinalFailure };
        await Transaction.RunAsync(outerOptions, async (_, _) =>
        {
            await Transaction.RunAsync((inner, _) =>
            {
                inner.CommitMode.ShouldBe(CommitMode.Eager);
                inner.IsolationLevel.ShouldBe(IsolationLevel.Serializable);
                inner.RollbackOn.ShouldBe(RollbackOn.FinalFailure);
                return Task.CompletedTask;
            });
            await Transaction.RunAsync(new TransactionOptions { CommitMode = CommitMode.Lazy, IsolationLevel = IsolationLevel.ReadCommitted }, (inner, _) =>
            {
                inner.CommitMode.ShouldBe(CommitMode.Lazy);
                inner.IsolationLevel.ShouldBe(IsolationLevel.ReadCommitted);
                return Task.CompletedTask;
            });
        });
        await Transaction.RunAsync((outer, _) =>
        {
            outer.CommitMode.ShouldBe(CommitMode.Lazy);
            outer.IsolationLevel.ShouldBe(IsolationLevel.ReadCommitted);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Serializable_without_locks_is_refused_before_it_begins()
    {
        TransactionOptions options = new() { Key = "k", IsolationLevel = IsolationLevel.Serializable };
        FlowConfigurationException refusal = await Should.ThrowAsync<FlowConfigurationException>(() =>
            Transaction.RunAsync(options, (_, _) => throw new FormatException()));
        refusal.Message.ShouldContain("lock manager");
        refusal.ShouldBeAssignableTo<ArgumentException>();
        Should.Throw<FlowConfigurationException>(() => Transaction.Begin(options));
        Transaction.Current.ShouldBeNull();
    }

    [Fact]
    public async Task A_key_does_its_work_once()
    {
        int runs = 0;
        for (int round = 0; round < 2; round++)
        {
            await Transaction.RunAsync(new TransactionOptions { Key = "load" }, (transaction, _) =>
            {
                if (!transaction.IsCommitted)
                {
                    runs++;
                    transaction.Stage("done");
                }
                else
                {
                    transaction.Stage("ignored");
                }

                return Task.CompletedTask;
            });
        }

        runs.ShouldBe(1);
        (await _folder.Store.ReadAsync<string>("load", cancellationToken: TestContext.Current.CancellationToken)).Result.ShouldBe("done");
    }

    [Fact]
    public async Task A_key_without_a_value_is_remembered_too()
    {
        await Transaction.RunAsync(new TransactionOptions { Key = "empty" }, (_, _) => Task.CompletedTask);
        await Transaction.RunAsync(new TransactionOptions { Key = "empty" }, async (transaction, _) =>
        {
            transaction.IsCommitted.ShouldBeTrue();
            (await transaction.ReadAsync<object>(TestContext.Current.CancellationToken)).ShouldNotBeNull().Result.ShouldBeNull();
        });
        await Transaction.RunAsync(new TransactionOptions { Key = "empty", Overwrite = true }, (transaction, _) =>
        {
            transaction.IsCommitted.ShouldBeFalse();
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Nothing_is_written_without_a_key_or_against_the_option()
    {
        await Transaction.RunAsync((transaction, _) =>
        {
            transaction.Stage(1);
            return Task.CompletedTask;
        });
        await Transaction.RunAsync(new TransactionOptions { Key = "k", WriteOnCommit = false }, (transaction, _) =>
        {
            transaction.Stage(1);
            return Task.CompletedTask;
        });
        _folder.Files.ShouldBeEmpty();
        (await Transaction.RunAsync((transaction, ct) => transaction.ReadAsync<int>(ct))).ShouldBeNull();
    }

    [Fact]
    public async Task A_hook_that_throws_in_a_commit_rolls_back_and_is_logged()
    {
        Transaction transaction = await Transaction.RunAsync(Logged with { Key = "k" }, (transaction, _) =>
        {
            transaction.Stage(1, [Note("undo")], [_ => throw new FormatException("bad hook")]);
            return Task.FromResult(transaction);
        });
        transaction.IsRolledBack.ShouldBeTrue();
        _order.ShouldBe(["undo"]);
        _log.Entries.ShouldContain(entry => entry.Level == LogLevel.Error && entry.Exception is FormatException);
        _folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_storage_that_fails_in_a_commit_rolls_back_and_is_logged()
    {
        ResultStore store = new() { Storage = ResultStorage.FromFileSystem(new FailingFiles { FailsToWrite = true }) };
        Transaction transaction = await Transaction.RunAsync(Logged with { Key = "k", Store = store }, (transaction, _) =>
        {
            transaction.Stage(1, [Note("undo")]);
            return Task.FromResult(transaction);
        });
        transaction.IsRolledBack.ShouldBeTrue();
        _order.ShouldBe(["undo"]);
        _log.Entries.ShouldContain(entry => entry.Level == LogLevel.Error && entry.Exception is IOException);
    }

    [Fact]
    public async Task A_value_that_cannot_be_written_only_warns()
    {
        Transaction transaction = await Transaction.RunAsync(Logged with { Key = "k" }, (transaction, _) =>
        {
            transaction.Stage<Stream>(new MemoryStream());
            return Task.FromResult(transaction);
        });
        transaction.IsRolledBack.ShouldBeTrue();
        _log.Entries.ShouldContain(entry => entry.Level == LogLevel.Warning);
        _log.Entries.ShouldNotContain(entry => entry.Level == LogLevel.Error);
    }

    [Fact]
    public async Task A_hook_that_throws_in_a_rollback_stops_it_and_leaves_the_state()
    {
        Transaction? seen = null;
        await Should.ThrowAsync<FormatException>(() => Transaction.RunAsync(Logged, (transaction, _) =>
        {
            seen = transaction;
            transaction.Stage(1, [Note("never"), _ => throw new InvalidOperationException("cannot undo")]);
            throw new FormatException();
        }));
        seen!.State.ShouldBe(TransactionState.Staged);
        _order.ShouldBeEmpty();
        _log.Entries.ShouldContain(entry => entry.Level == LogLevel.Error && entry.Exception is InvalidOperationException);
    }

    [Fact]
    public async Task Hooks_are_logged_unless_they_opt_out()
    {
        TransactionHook hook = Note("quiet");
        await Transaction.RunAsync(Logged, (transaction, _) =>
        {
            transaction.OnCommit(hook.Unlogged());
            return Task.CompletedTask;
        });
        _order.ShouldBe(["quiet"]);
        _log.Entries.ShouldBeEmpty();
        await Transaction.RunAsync(Logged, (transaction, _) =>
        {
            transaction.OnCommit(async _ => await Task.Yield());
            return Task.CompletedTask;
        });
        _log.Entries.Count(entry => entry.Level == LogLevel.Information).ShouldBe(2);
    }

    [Fact]
    public async Task Two_serializable_transactions_of_a_key_run_one_after_the_other()
    {
        ResultStore store = _folder.Store with { LockManager = MemoryLockManager.Shared };
        TransactionOptions options = new() { Key = Guid.NewGuid().ToString("N"), Store = store, IsolationLevel = IsolationLevel.Serializable };
        int runs = 0;
        async Task RunAsync() => await Transaction.RunAsync(options, async (transaction, _) =>
        {
            if (!transaction.IsCommitted)
            {
                Interlocked.Increment(ref runs);
                await Task.Yield();
                transaction.Stage(1);
            }
        });
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(RunAsync)));
        runs.ShouldBe(1);
        (await store.IsLockedAsync(options.Key, TestContext.Current.CancellationToken)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_lock_that_does_not_come_free_times_out()
    {
        string key = Guid.NewGuid().ToString("N");
        ResultStore store = _folder.Store with { LockManager = MemoryLockManager.Shared };
        (await store.AcquireLockAsync(key, "somebody", cancellationToken: TestContext.Current.CancellationToken)).ShouldBeTrue();
        TransactionOptions options = new() { Key = key, Store = store, IsolationLevel = IsolationLevel.Serializable, LockTimeout = TimeSpan.FromMilliseconds(1) };
        await Should.ThrowAsync<TimeoutException>(() => Transaction.RunAsync(options, (_, _) => Task.CompletedTask));
        await store.ReleaseLockAsync(key, "somebody", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_rolled_back_transaction_releases_its_lock()
    {
        string key = Guid.NewGuid().ToString("N");
        ResultStore store = _folder.Store with { LockManager = MemoryLockManager.Shared };
        TransactionOptions options = new() { Key = key, Store = store, IsolationLevel = IsolationLevel.Serializable };
        await Should.ThrowAsync<FormatException>(() => Transaction.RunAsync(options, (_, _) => throw new FormatException()));
        (await store.IsLockedAsync(key, TestContext.Current.CancellationToken)).ShouldBeFalse();
        _folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_parent_is_the_one_around_while_it_goes_on_and_the_ambient_one_afterwards()
    {
        await Transaction.RunAsync(async (outer, _) =>
        {
            Transaction inner = await Transaction.RunAsync((inner, _) =>
            {
                inner.Parent.ShouldBeSameAs(outer);
                inner.OnCommit(hooked =>
                {
                    hooked.Parent.ShouldBeSameAs(outer);
                    Transaction.Current.ShouldBeSameAs(outer);
                    _order.Add("hook");
                    return ValueTask.CompletedTask;
                });
                return Task.FromResult(inner);
            });
            Transaction.Current.ShouldBeSameAs(outer);
            inner.Parent.ShouldBeSameAs(outer);
        });
        _order.ShouldBe(["hook"]);
    }

    [Fact]
    public async Task A_failed_attempt_rolls_back_what_surrounds_it_with_a_warning()
    {
        Transaction outer = await Transaction.RunAsync(Logged, async (outer, _) =>
        {
            await AttemptAsync(outer, new FormatException(), willBeRepeated: true);
            await AttemptAsync(outer, null, willBeRepeated: false);
            return outer;
        });
        outer.IsRolledBack.ShouldBeTrue();
        _log.Entries.ShouldBeEmpty("the warning goes to the log of the task's own transaction");
        _order.ShouldBe(["undo"]);
    }

    [Fact]
    public async Task Only_the_last_failure_counts_when_the_transaction_says_so()
    {
        Transaction outer = await Transaction.RunAsync(new TransactionOptions { RollbackOn = RollbackOn.FinalFailure }, async (outer, _) =>
        {
            await AttemptAsync(outer, new FormatException(), willBeRepeated: true);
            await AttemptAsync(outer, null, willBeRepeated: false);
            return outer;
        });
        outer.IsCommitted.ShouldBeTrue();
        _order.ShouldBe([]);
    }

    [Fact]
    public async Task Stage_and_hooks_are_refused_once_it_is_over()
    {
        Transaction transaction = await Transaction.RunAsync((transaction, _) => Task.FromResult(transaction));
        Should.Throw<InvalidOperationException>(() => transaction.Stage(1));
        Should.Throw<InvalidOperationException>(() => transaction.OnCommit(Note("")));
        Should.Throw<InvalidOperationException>(() => transaction.OnRollback(Note("")));
        Should.Throw<InvalidOperationException>(transaction.Complete);
    }

    [Fact]
    public async Task Bad_arguments_are_refused()
    {
        await Should.ThrowAsync<ArgumentNullException>(() => Transaction.RunAsync(null!, (_, _) => Task.CompletedTask));
        await Should.ThrowAsync<ArgumentNullException>(() => Transaction.RunAsync((Func<Transaction, CancellationToken, Task>)null!));
        await Should.ThrowAsync<ArgumentException>(() => Transaction.RunAsync(new TransactionOptions { Key = " " }, (_, _) => Task.CompletedTask));
        await Should.ThrowAsync<ArgumentException>(() => Transaction.RunAsync(new TransactionOptions { LockTimeout = TimeSpan.Zero }, (_, _) => Task.CompletedTask));
        Should.Throw<ArgumentNullException>(() => ((TransactionHook)null!).Unlogged());
        await Transaction.RunAsync((transaction, _) =>
        {
            Should.Throw<ArgumentException>(() => transaction.Stage(1, [null!]));
            Should.Throw<ArgumentNullException>(() => transaction.OnCommit(null!));
            return Task.CompletedTask;
        });
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("..\\outside")]
    [InlineData("/etc/passwd")]
    public async Task A_key_that_leads_out_of_the_storage_writes_nothing(string key)
    {
        Transaction transaction = await Transaction.RunAsync(Logged with { Key = key }, (transaction, _) => Task.FromResult(transaction));
        transaction.IsRolledBack.ShouldBeTrue();
        _folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public void The_states_have_the_words_of_the_wire()
    {
        TransactionNames.Wire(TransactionState.RolledBack).ShouldBe("ROLLED_BACK");
        TransactionNames.Wire(IsolationLevel.ReadCommitted).ShouldBe("READ_COMMITTED");
        TransactionNames.Wire(CommitMode.Off).ShouldBe("OFF");
        Enum.GetValues<TransactionState>().Select(TransactionNames.Wire).ShouldBe(["PENDING", "ACTIVE", "STAGED", "COMMITTED", "ROLLED_BACK"]);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _log.Dispose();
    }

    private async Task AttemptAsync(Transaction outer, Exception? failure, bool willBeRepeated)
    {
        Transaction attempt = Transaction.ForTask(null, null, overwrite: false, persist: false, null, outer);
        await attempt.BeginInternalAsync(TestContext.Current.CancellationToken);
        if (failure is null)
        {
            await attempt.StageResultAsync(1, null, [Note("undo")], null, TestContext.Current.CancellationToken);
        }

        await attempt.EndAsync(failure, willBeRepeated);
    }

    private TransactionHook Note(string what) => _ =>
    {
        _order.Add(what);
        return ValueTask.CompletedTask;
    };
}
