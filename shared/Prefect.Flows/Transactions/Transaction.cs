using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>
/// Work that takes effect as a whole: when it ends well what was staged is kept, when it does not what was done is undone by
/// hooks. Every run of a task is one too, a child of the transaction around it.
/// </summary>
/// <remarks>
/// <see cref="RunAsync(TransactionOptions, Func{Transaction, CancellationToken, Task}, CancellationToken)"/> sees the exception of
/// its body. The form with <c>await using</c> cannot: there <see cref="Complete"/> says that all went well.
/// </remarks>
[SyncTwins]
[DebuggerDisplay("{Key} {State}")]
public sealed partial class Transaction : IAsyncDisposable, IDisposable
{
    private readonly Transaction? _outer;
    private readonly ResultStore? _store;
    private readonly ILogger? _logger;
    private readonly TimeSpan? _lockTimeout;
    private readonly bool _isOverwriting;
    private readonly bool _writesOnCommit;
    private readonly bool _isTask;
    private ChildTransactions? _children;
    private List<TransactionHook>? _commitHooks;
    private List<TransactionHook>? _rollbackHooks;
    private StagedValue? _staged;
    private string? _holder;
    private StoredResult? _found;
    private volatile TransactionState _state;
    private volatile bool _isOver;
    private bool _isLocked;
    private bool _isComplete;

    private Transaction(TransactionOptions options, Transaction? outer)
    {
        _outer = outer;
        Key = options.Key;
        _store = options.Key is null ? options.Store : (options.Store ?? ResultStore.Current).WithRecords();
        _logger = options.Logger;
        _lockTimeout = options.LockTimeout;
        _isOverwriting = options.Overwrite;
        _writesOnCommit = options.WriteOnCommit;
        CommitMode = options.CommitMode ?? outer?.CommitMode ?? CommitMode.Lazy;
        IsolationLevel = options.IsolationLevel ?? outer?.IsolationLevel ?? IsolationLevel.ReadCommitted;
        RollbackOn = options.RollbackOn ?? outer?.RollbackOn ?? RollbackOn.EachFailure;
        ThrowIfUnsupported();
    }

    private Transaction(string? key, ResultStore? store, bool overwrite, bool persist, CachePolicy? policy, Transaction? outer)
    {
        _outer = outer;
        Key = key;
        _store = store;
        // A key that is random is nobody's: there is nothing to look for.
        _isOverwriting = overwrite || policy is { IsNone: true };
        _writesOnCommit = persist;
        _isTask = true;
        CommitMode = outer?.CommitMode ?? CommitMode.Lazy;
        IsolationLevel = policy?.IsolationLevel ?? outer?.IsolationLevel ?? IsolationLevel.ReadCommitted;
        RollbackOn = outer?.RollbackOn ?? RollbackOn.EachFailure;
        ThrowIfUnsupported();
    }

    /// <summary>The innermost transaction that goes on; <see langword="null"/> outside of any.</summary>
    public static Transaction? Current
    {
        get
        {
            Ambient ambient = Ambient.Current;
            Transaction? transaction = ambient.Transaction ?? ambient.Task?.EnsureTransaction();
            while (transaction is { _isOver: true })
            {
                transaction = transaction._outer;
            }

            return transaction;
        }
    }

    /// <summary>Names what the transaction does; <see langword="null"/> when nothing is kept.</summary>
    public string? Key { get; private set; }

    /// <summary>How far it is.</summary>
    public TransactionState State => _state;

    /// <summary>When it is committed.</summary>
    public CommitMode CommitMode { get; }

    /// <summary>How transactions with the same key see each other.</summary>
    public IsolationLevel IsolationLevel { get; }

    /// <summary>Which failures of tasks inside roll it back.</summary>
    public RollbackOn RollbackOn { get; }

    /// <summary>Whether it has begun and nothing is staged yet.</summary>
    public bool IsActive => _state == TransactionState.Active;

    /// <summary>Whether it has not begun.</summary>
    public bool IsPending => _state == TransactionState.Pending;

    /// <summary>Whether something is staged.</summary>
    public bool IsStaged => _state == TransactionState.Staged;

    /// <summary>Whether what it does is done: it was committed, or found the record of an earlier one.</summary>
    public bool IsCommitted => _state == TransactionState.Committed;

    /// <summary>Whether it was undone.</summary>
    public bool IsRolledBack => _state == TransactionState.RolledBack;

    /// <summary>The transaction around it; once it is over, the one that goes on where this is read.</summary>
    public Transaction? Parent => _isOver ? Current : _outer;

    internal ResultStore? Store => _store;

    private ILogger Logger => _logger ?? TransactionLogger.Current;

    /// <summary>Gives the key and the state.</summary>
    public override string ToString() => $"{Key ?? "(no key)"} {TransactionNames.Wire(_state)}";

    /// <summary>
    /// Stages a value to be kept when the transaction is committed. Without effect once it is. A later call replaces the value
    /// and adds its hooks to those of earlier ones.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="onRollback">Called, the last one first, when the transaction is rolled back.</param>
    /// <param name="onCommit">Called in order when it is committed, before the value is written.</param>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <exception cref="ArgumentException">A hook is null.</exception>
    /// <exception cref="InvalidOperationException">The transaction is over.</exception>
    public void Stage<T>(T value, IReadOnlyList<TransactionHook>? onRollback = null, IReadOnlyList<TransactionHook>? onCommit = null)
    {
        Check(onRollback, nameof(onRollback));
        Check(onCommit, nameof(onCommit));
        ThrowIfOver();
        if (!IsCommitted)
        {
            Take(new StagedValue<T>(value, null), onRollback, onCommit);
        }
    }

    /// <summary>Adds a hook that is called when the transaction is committed.</summary>
    /// <param name="hook">The hook.</param>
    /// <exception cref="ArgumentNullException"><paramref name="hook"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The transaction is over.</exception>
    public void OnCommit(TransactionHook hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        ThrowIfOver();
        (_commitHooks ??= []).Add(hook);
    }

    /// <summary>Adds a hook that is called when the transaction is rolled back; the last one added is called first.</summary>
    /// <param name="hook">The hook.</param>
    /// <exception cref="ArgumentNullException"><paramref name="hook"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The transaction is over.</exception>
    public void OnRollback(TransactionHook hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        ThrowIfOver();
        (_rollbackHooks ??= []).Add(hook);
    }

    /// <summary>Gives the record that is kept under the key.</summary>
    /// <param name="cancellationToken">Ends the wait for the storage.</param>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <returns>The record; <see langword="null"/> without a key, or when there is none that can be read.</returns>
    public async Task<ResultRecord<T>?> ReadAsync<T>(CancellationToken cancellationToken = default)
    {
        if (_store is null || Key is null)
        {
            return null;
        }

        try
        {
            StoredResult? found = _found ?? await _store.FindAsync(Key, _holder, cancellationToken).ConfigureAwait(false);
            return found?.Read<T>(_store);
        }
        catch (Exception unreadable) when (unreadable is not OperationCanceledException)
        {
            // What is kept may have been written by another version of the code: then the work is simply done again.
            TransactionLog.UnreadableRecord(Logger, Key, unreadable.Message);
            _found = null;
            if (!_isOver && IsCommitted)
            {
                _state = TransactionState.Active;
            }

            return null;
        }
    }

    private static void Check(IReadOnlyList<TransactionHook>? hooks, string parameter)
    {
        for (int index = 0; index < (hooks?.Count ?? 0); index++)
        {
            if (hooks![index] is null)
            {
                throw new ArgumentException($"Hook {index + 1} is null.", parameter);
            }
        }
    }

    private void Take(StagedValue? staged, IReadOnlyList<TransactionHook>? onRollback, IReadOnlyList<TransactionHook>? onCommit)
    {
        _staged = staged;
        if (onRollback is { Count: > 0 })
        {
            (_rollbackHooks ??= []).AddRange(onRollback);
        }

        if (onCommit is { Count: > 0 })
        {
            (_commitHooks ??= []).AddRange(onCommit);
        }

        // One that was rolled back by what happened inside stays so.
        if (_state != TransactionState.RolledBack)
        {
            _state = TransactionState.Staged;
        }
    }

    private void ThrowIfUnsupported()
    {
        if (IsolationLevel == IsolationLevel.Serializable && Key is not null && _store is { LockManager: null })
        {
            throw new FlowConfigurationException(
                $"The transaction '{Key}' is to be serializable, and its store has no lock manager. Give the store or the cache policy one, as in MemoryLockManager.Shared.");
        }
    }

    private void ThrowIfOver()
    {
        if (_isOver)
        {
            throw new InvalidOperationException($"The transaction '{Key}' is over: {TransactionNames.Wire(_state)}. Stage values and hooks before it ends.");
        }
    }
}
