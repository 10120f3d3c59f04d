namespace Prefect.Flows;

internal sealed partial class TaskExecution<TResult> : IRollbackWitness
{
    private const int Undone = 1;
    private const int Ended = 2;
    private TaskPersistence _persistence = null!;
    private int _progress;
    private Transaction? _transaction;

    /// <summary>Notes that the work of the run was undone: at once, or when the run has ended.</summary>
    ValueTask IRollbackWitness.RolledBackAsync() =>
        Interlocked.CompareExchange(ref _progress, Undone, 0) == Ended ? EnterRolledBackAsync() : ValueTask.CompletedTask;

    /// <summary>
    /// Begins the transaction of an attempt: at once when it has something to keep or to undo, or is inside another; else it is
    /// made when the body asks for it.
    /// </summary>
    private async ValueTask<Transaction?> BeginTransactionAsync(TaskRunContext context)
    {
        TaskOptions options = _task.Options;
        Transaction? parent = _outer.Transaction ?? _outer.Task?.OwnTransaction;
        if (!_persistence.Persist && parent is null && options.OnCommit.Count == 0 && options.OnRollback.Count == 0)
        {
            return null;
        }

        Ambient.Current = Inside(context, _outer.Transaction);
        Run.CacheKey ??= await _persistence.KeyAsync(context, _call).ConfigureAwait(false);
        ResultStore? store = _persistence.Persist ? context.ResultStore : null;
        _transaction = Transaction.ForTask(Run.CacheKey, store, _persistence.Overwrite, _persistence.Persist, _persistence.Policy, parent);
        await _transaction.BeginInternalAsync(context.CancellationToken).ConfigureAwait(false);
        return _transaction;
    }

    /// <summary>Gives the state that an earlier run left behind; null when what it left cannot be read.</summary>
    private async ValueTask<State<TResult>?> CachedAsync(Transaction transaction)
    {
        ResultRecord<TResult>? record = await transaction.ReadAsync<TResult>(_context.CancellationToken).ConfigureAwait(false);
        if (record is null)
        {
            return null;
        }

        State<TResult> cached = new(StateType.Completed, StateNames.Cached, null, FlowClock.Now, record.Result, Details())
        {
            ResultMetadata = record.Metadata,
        };
        await EndTransactionAsync(null, willBeRepeated: false).ConfigureAwait(false);
        return cached;
    }

    /// <summary>Stages the result and commits, or leaves that to the transaction around.</summary>
    private async ValueTask<State<TResult>> CommitAsync(Transaction transaction, State<TResult> state)
    {
        TaskOptions options = _task.Options;
        Ambient.Current = Inside(_context, transaction);
        transaction.Witness = this;
        ResultRecordMetadata? metadata = null;
        try
        {
            metadata = await transaction
                .StageResultAsync(state.Value!, TaskPersistence.Expiration(_task), options.OnRollback, options.OnCommit, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Storage that cannot be opened: the work itself is done.
            EngineLog.ResultNotKept(RunLogger.For(_context), exception);
        }

        await EndTransactionAsync(null, willBeRepeated: false).ConfigureAwait(false);
        if (metadata is null || transaction.IsRolledBack)
        {
            return state;
        }

        bool keepsValue = options.CacheResultInMemory || !transaction.IsCommitted;
        return keepsValue
            ? new State<TResult>(state.Type, state.Name, state.Message, state.Timestamp, state.Value!, Details()) { ResultMetadata = metadata }
            : new State<TResult>(new State(state.Type, state.Name, state.Message, state.Timestamp, Details()) { ResultMetadata = metadata });
    }

    private ValueTask EnterRolledBackAsync() => EnterAsync(new State(StateType.Completed, StateNames.RolledBack, null, FlowClock.Now));

    private StateDetails Details() => new()
    {
        CacheKey = Run.CacheKey,
        CacheExpiration = TaskPersistence.Expiration(_task),
        RefreshCache = _persistence.Overwrite ? true : null,
    };

    /// <summary>Ends the transaction of an attempt, if it has one that goes on.</summary>
    private async ValueTask EndTransactionAsync(Exception? failure, bool willBeRepeated)
    {
        if (_transaction is not { } transaction)
        {
            return;
        }

        Ambient.Current = Inside(_context, transaction);
        _transaction = null;
        _context.OwnTransaction = null;
        await transaction.EndAsync(failure, willBeRepeated).ConfigureAwait(false);
    }

    /// <summary>Keeps what a run failed with, where results are kept.</summary>
    private async ValueTask<State<TResult>> KeepFailureAsync(State<TResult> state)
    {
        if (!_persistence.Persist || state.Data is not Exception exception || _context.ResultStore is not { } store)
        {
            return state;
        }

        try
        {
            ResultRecord<Exception> record = await store.WithRecords().WriteAsync(exception).ConfigureAwait(false);
            StateDetails details = state.OwnDetails with { Retriable = false };
            return new State<TResult>(
                new State(state.Type, state.Name, state.Message, state.Timestamp, details, exception) { ResultMetadata = record.Metadata });
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            EngineLog.ResultNotKept(RunLogger.For(_context), failure);
            return state;
        }
    }
}
