using Microsoft.Extensions.Logging;

namespace Prefect.Flows;

public sealed partial class Transaction
{
    private int _isRollingBack;

    /// <summary>Is told when what was staged is undone; null for nobody.</summary>
    internal IRollbackWitness? Witness { get; set; }

    /// <summary>Whether a commit writes: what a task staged, or for a scope of the user's also nothing, to remember that it is done.</summary>
    private bool HasRecordToWrite => _writesOnCommit && Key is not null && _store is not null && (_staged is not null || !_isTask);

    /// <summary>Makes the transaction of a task's run; it is begun by <see cref="BeginInternalAsync"/>.</summary>
    /// <param name="key">Names what the task does; null when nothing is kept.</param>
    /// <param name="store">Where the result is kept; null when it is not.</param>
    /// <param name="overwrite">Whether a record that is there is ignored.</param>
    /// <param name="persist">Whether the result is written.</param>
    /// <param name="policy">What the key was made of.</param>
    /// <param name="parent">The transaction around it.</param>
    internal static Transaction ForTask(string? key, ResultStore? store, bool overwrite, bool persist, CachePolicy? policy, Transaction? parent) =>
        new(key, store, overwrite, persist, policy, parent);

    /// <summary>Takes the lock where there is one, and looks for a record of the key.</summary>
    /// <exception cref="TimeoutException">The lock was not free in time.</exception>
    internal ValueTask BeginInternalAsync(CancellationToken cancellationToken)
    {
        _state = TransactionState.Active;
        return Key is null || _store is null ? ValueTask.CompletedTask : BeginKeyedAsync(Key, _store, cancellationToken);
    }

    /// <summary>Begins a transaction that has no key.</summary>
    internal void BeginEmpty() => _state = TransactionState.Active;

    /// <summary>
    /// Stages the result of a task's run. Allocates nothing when the result is not kept and there are no hooks.
    /// </summary>
    /// <returns>Where the result will be kept; null when it is not.</returns>
    internal ValueTask<ResultRecordMetadata?> StageResultAsync<T>(
        T value, DateTimeOffset? expiration, IReadOnlyList<TransactionHook>? onRollback, IReadOnlyList<TransactionHook>? onCommit, CancellationToken cancellationToken)
    {
        if (IsCommitted)
        {
            return ValueTask.FromResult<ResultRecordMetadata?>(null);
        }

        if (_writesOnCommit && _store is not null && Key is not null)
        {
            return StageRecordAsync(value, expiration, onRollback, onCommit, cancellationToken);
        }

        Take(null, onRollback, onCommit);
        return ValueTask.FromResult<ResultRecordMetadata?>(null);
    }

    /// <summary>Ends the transaction: commits it, rolls it back, or leaves that to the one around it.</summary>
    /// <param name="failure">What its code threw; null when it ended well.</param>
    /// <param name="willBeRepeated">Whether it was one attempt of a task, and another follows.</param>
    internal ValueTask EndAsync(Exception? failure, bool willBeRepeated = false)
    {
        if (failure is not null)
        {
            return EndBadlyAsync(willBeRepeated);
        }

        // The common case: the run of a task inside nothing, whose result nobody keeps.
        bool hasNothingToDo = _outer is null && !_isLocked && _commitHooks is null && !HasRecordToWrite && !IsRolledBack
            && CommitMode != CommitMode.Off && Interlocked.CompareExchange(ref _children, ChildTransactions.Closed, null) is null;
        if (!hasNothingToDo)
        {
            return EndWellAsync();
        }

        _state = TransactionState.Committed;
        _isOver = true;
        return ValueTask.CompletedTask;
    }

    /// <summary>Commits what was staged, here and in the children.</summary>
    /// <returns>Whether it is committed by this call.</returns>
    internal async ValueTask<bool> CommitAsync()
    {
        if (_state is TransactionState.RolledBack or TransactionState.Committed)
        {
            await ReleaseLockAsync().ConfigureAwait(false);
            return false;
        }

        bool isKept = false;
        try
        {
            await CommitChildrenAsync().ConfigureAwait(false);
            for (int index = 0; index < (_commitHooks?.Count ?? 0); index++)
            {
                await CallAsync(_commitHooks![index], "commit").ConfigureAwait(false);
            }

            await WriteAsync().ConfigureAwait(false);
            isKept = true;
        }
        catch (ResultSerializationException failure)
        {
            TransactionLog.NotSerializable(Logger, Key, failure.Message);
        }
        catch (Exception failure)
        {
            // Whatever a hook or a storage throws: the work of the run itself is done, and what it staged is undone.
            TransactionLog.CommitFailed(Logger, failure, Key);
        }

        if (isKept)
        {
            _state = TransactionState.Committed;
            await ReleaseLockAsync().ConfigureAwait(false);
            return true;
        }

        await RollBackAsync().ConfigureAwait(false);
        return false;
    }

    /// <summary>Undoes what was staged, here and in the children, the last first.</summary>
    /// <returns>Whether it is rolled back by this call.</returns>
    internal async ValueTask<bool> RollBackAsync()
    {
        if (_state is TransactionState.RolledBack or TransactionState.Committed || Interlocked.Exchange(ref _isRollingBack, 1) != 0)
        {
            return false;
        }

        TransactionHook? hook = null;
        try
        {
            for (int index = (_rollbackHooks?.Count ?? 0) - 1; index >= 0; index--)
            {
                hook = _rollbackHooks![index];
                await CallAsync(hook, "rollback").ConfigureAwait(false);
            }

            _state = TransactionState.RolledBack;
            await RollChildrenBackAsync().ConfigureAwait(false);
            if (Witness is { } witness)
            {
                await witness.RolledBackAsync().ConfigureAwait(false);
            }

            return true;
        }
        catch (Exception failure)
        {
            // What could not be undone is for people to look at: nothing else is undone on top of it.
            TransactionLog.HookFailed(Logger, failure, "rollback", Key, hook is null ? "" : TransactionHooks.Name(hook));
            return false;
        }
        finally
        {
            await ReleaseLockAsync().ConfigureAwait(false);
            Volatile.Write(ref _isRollingBack, 0);
        }
    }

    private async ValueTask BeginKeyedAsync(string key, ResultStore store, CancellationToken cancellationToken)
    {
        _holder = Guid.NewGuid().ToString("N");
        if (IsolationLevel == IsolationLevel.Serializable)
        {
            _isLocked = await store.AcquireLockAsync(key, _holder, _lockTimeout, cancellationToken).ConfigureAwait(false)
                ? true
                : throw new TimeoutException($"The lock of the transaction '{key}' was not free within {_lockTimeout}. Another transaction of that key still goes on.");
        }

        if (_isOverwriting)
        {
            return;
        }

        try
        {
            _found = await store.FindAsync(key, _holder, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await ReleaseLockAsync().ConfigureAwait(false);
            throw;
        }

        if (_found is not null)
        {
            _state = TransactionState.Committed;
        }
    }

    private async ValueTask<ResultRecordMetadata?> StageRecordAsync<T>(
        T value, DateTimeOffset? expiration, IReadOnlyList<TransactionHook>? onRollback, IReadOnlyList<TransactionHook>? onCommit, CancellationToken cancellationToken)
    {
        ResultRecord<T> record;
        try
        {
            record = await _store!.CreateRecordAsync(value, Key, expiration, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // The work is done although its result cannot be kept, and has to be undone like any other.
            Take(null, onRollback, onCommit);
            throw;
        }

        Take(new StagedValue<T>(value, record), onRollback, onCommit);
        return record.Metadata;
    }

    private async ValueTask EndWellAsync()
    {
        if (CommitMode == CommitMode.Eager)
        {
            await CommitAsync().ConfigureAwait(false);
        }

        if (IsRolledBack)
        {
            await RollChildrenBackAsync().ConfigureAwait(false);
        }

        if (_outer is { _isOver: false } && _outer.TryAdopt(this))
        {
            _isOver = true;
            return;
        }

        // Nobody is left to decide; a run that outlives the transaction around it shares that one's fate.
        bool isUndone = _outer is null ? CommitMode == CommitMode.Off : _outer.IsRolledBack;
        if (isUndone)
        {
            await RollBackAsync().ConfigureAwait(false);
        }
        else
        {
            await CommitAsync().ConfigureAwait(false);
        }

        _isOver = true;
    }

    private async ValueTask EndBadlyAsync(bool willBeRepeated)
    {
        await RollBackAsync().ConfigureAwait(false);
        _isOver = true;
        bool isForgiven = willBeRepeated && _outer is { RollbackOn: RollbackOn.FinalFailure };
        if (_outer is null || isForgiven || !_outer.TryAdopt(this))
        {
            return;
        }

        if (IsRolledBack)
        {
            if (willBeRepeated)
            {
                TransactionLog.AttemptRollsBack(Logger, _outer.Key);
            }

            await _outer.RollBackAsync().ConfigureAwait(false);
        }
    }

    private bool TryAdopt(Transaction child)
    {
        while (true)
        {
            ChildTransactions? earlier = Volatile.Read(ref _children);
            if (earlier == ChildTransactions.Closed)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _children, new ChildTransactions(child, earlier), earlier) == earlier)
            {
                return true;
            }
        }
    }

    private async ValueTask CommitChildrenAsync()
    {
        ChildTransactions? children = Interlocked.Exchange(ref _children, ChildTransactions.Closed);
        foreach (Transaction child in ChildTransactions.LastFirst(children).Reverse())
        {
            await child.CommitAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask RollChildrenBackAsync()
    {
        // Closed once the scope is left; until then more may be added to one that is rolled back already.
        foreach (Transaction child in ChildTransactions.LastFirst(Interlocked.Exchange(ref _children, null)))
        {
            await child.RollBackAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask WriteAsync()
    {
        if (HasRecordToWrite)
        {
            StagedValue staged = _staged ?? new StagedValue<object?>(null, null);
            await staged.WriteAsync(_store!, Key!, _holder!).ConfigureAwait(false);
        }
    }

    private async ValueTask CallAsync(TransactionHook hook, string kind)
    {
        ILogger logger = Logger;
        string? logged = TransactionHooks.IsLogged(hook) && logger.IsEnabled(LogLevel.Information) ? TransactionHooks.Name(hook) : null;
        if (logged is not null)
        {
            TransactionLog.HookBegins(logger, kind, logged);
        }

        // Seen by the hook only: the caller of this method keeps what was ambient.
        Ambient.Current = Ambient.Current.Alive();
        await hook(this).ConfigureAwait(false);
        if (RunContext.Current is { } run)
        {
            ConsoleCapture.Flush(run);
        }

        if (logged is not null)
        {
            TransactionLog.HookEnded(logger, kind, logged);
        }
    }

    private async ValueTask ReleaseLockAsync()
    {
        if (!_isLocked)
        {
            return;
        }

        _isLocked = false;
        try
        {
            await _store!.ReleaseLockAsync(Key!, _holder).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            // The lock may have expired; the transaction itself is decided by now.
            TransactionLog.LockNotReleased(Logger, Key, failure.Message);
        }
    }
}
