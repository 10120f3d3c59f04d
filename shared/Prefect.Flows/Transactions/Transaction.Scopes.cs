using Prefect.Blocks;

namespace Prefect.Flows;

public sealed partial class Transaction
{
    /// <summary>Runs code in a transaction: it is committed when the code ends well, and rolled back when it throws.</summary>
    /// <param name="options">How the transaction behaves.</param>
    /// <param name="body">The code.</param>
    /// <param name="cancellationToken">Is given to the code, and ends the wait for the lock.</param>
    /// <exception cref="ArgumentException">The key is empty, or the lock timeout is not more than zero.</exception>
    /// <exception cref="FlowConfigurationException">It is to be serializable and the store has no lock manager.</exception>
    /// <exception cref="TimeoutException">The lock of the key was not free in time.</exception>
    /// <example><code>
    /// await Transaction.RunAsync(new() { Key = "load-2026-11-20" }, async (transaction, ct) =>
    /// {
    ///     if (transaction.IsCommitted) { return; }
    ///     await load.RunAsync("data", ct);
    /// });
    /// </code></example>
    public static async Task RunAsync(
        TransactionOptions options, Func<Transaction, CancellationToken, Task> body, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        await RunAsync(
            options,
            async (transaction, token) =>
            {
                await body(transaction, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs code in a transaction and gives its result: it is committed when the code ends well, and rolled back when it throws.</summary>
    /// <param name="options">How the transaction behaves.</param>
    /// <param name="body">The code.</param>
    /// <param name="cancellationToken">Is given to the code, and ends the wait for the lock.</param>
    /// <typeparam name="T">Type of the result.</typeparam>
    /// <exception cref="ArgumentException">The key is empty, or the lock timeout is not more than zero.</exception>
    /// <exception cref="FlowConfigurationException">It is to be serializable and the store has no lock manager.</exception>
    /// <exception cref="TimeoutException">The lock of the key was not free in time.</exception>
    public static async Task<T> RunAsync<T>(
        TransactionOptions options, Func<Transaction, CancellationToken, Task<T>> body, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        Transaction transaction = Create(options);
        await transaction.BeginInternalAsync(cancellationToken).ConfigureAwait(false);

        // Seen by the body and what it calls; the caller of this method keeps what was ambient.
        Ambient.Current = Ambient.Current with { Transaction = transaction };
        T result;
        try
        {
            result = await body(transaction, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            await transaction.EndAsync(failure).ConfigureAwait(false);
            throw;
        }

        await transaction.EndAsync(null).ConfigureAwait(false);
        return result;
    }

    /// <summary>Runs code in a transaction: it is committed when the code ends well, and rolled back when it throws.</summary>
    /// <param name="body">The code.</param>
    /// <param name="cancellationToken">Is given to the code.</param>
    public static Task RunAsync(Func<Transaction, CancellationToken, Task> body, CancellationToken cancellationToken = default) =>
        RunAsync(new TransactionOptions(), body, cancellationToken);

    /// <summary>Runs code in a transaction and gives its result: it is committed when the code ends well, and rolled back when it throws.</summary>
    /// <param name="body">The code.</param>
    /// <param name="cancellationToken">Is given to the code.</param>
    /// <typeparam name="T">Type of the result.</typeparam>
    public static Task<T> RunAsync<T>(Func<Transaction, CancellationToken, Task<T>> body, CancellationToken cancellationToken = default) =>
        RunAsync(new TransactionOptions(), body, cancellationToken);

    /// <summary>Runs blocking code in a transaction: it is committed when the code ends well, and rolled back when it throws.</summary>
    /// <param name="options">How the transaction behaves.</param>
    /// <param name="body">The code.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <exception cref="ArgumentException">The key is empty, or the lock timeout is not more than zero.</exception>
    /// <exception cref="FlowConfigurationException">It is to be serializable and the store has no lock manager.</exception>
    /// <exception cref="TimeoutException">The lock of the key was not free in time.</exception>
    public static void Run(TransactionOptions options, Action<Transaction> body, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        Sync.Run(() => RunAsync(
            options,
            (transaction, _) =>
            {
                body(transaction);
                return Task.CompletedTask;
            },
            cancellationToken));
    }

    /// <summary>
    /// Begins a transaction that ends when it is disposed: committed after <see cref="Complete"/>, else rolled back. It is the
    /// current one here and in what is called from here.
    /// </summary>
    /// <param name="options">How it behaves. Default: without a key.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <exception cref="ArgumentException">The key is empty, or the lock timeout is not more than zero.</exception>
    /// <exception cref="FlowConfigurationException">It is to be serializable and the store has no lock manager.</exception>
    /// <exception cref="TimeoutException">The lock of the key was not free in time.</exception>
    /// <example><code>
    /// await using Transaction transaction = await Transaction.BeginAsync();
    /// await load.RunAsync("data");
    /// transaction.Complete();
    /// </code></example>
    public static ValueTask<Transaction> BeginAsync(TransactionOptions? options = null, CancellationToken cancellationToken = default)
    {
        Transaction transaction = Create(options ?? new TransactionOptions());

        // Not in an asynchronous method: what one of those makes ambient is gone when it returns.
        Ambient.Current = Ambient.Current with { Transaction = transaction };
        return BeginAsync(transaction, cancellationToken);
    }

    /// <inheritdoc cref="BeginAsync(TransactionOptions?, CancellationToken)"/>
    public static Transaction Begin(TransactionOptions? options = null, CancellationToken cancellationToken = default)
    {
        Transaction transaction = Create(options ?? new TransactionOptions());
        Ambient.Current = Ambient.Current with { Transaction = transaction };
        return Sync.Run(() => BeginAsync(transaction, cancellationToken).AsTask());
    }

    /// <summary>Says that all went well, so that the end of the scope commits.</summary>
    /// <exception cref="InvalidOperationException">The transaction is over.</exception>
    public void Complete()
    {
        ThrowIfOver();
        _isComplete = true;
    }

    /// <summary>Ends the transaction: committed after <see cref="Complete"/>, else rolled back. What a hook throws is logged.</summary>
    public ValueTask DisposeAsync()
    {
        if (_isOver)
        {
            return ValueTask.CompletedTask;
        }

        ValueTask ending = LeaveAsync();
        MakeOuterCurrent();
        return ending;
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose()
    {
        if (!_isOver)
        {
            Sync.Run(() => LeaveAsync().AsTask());
            MakeOuterCurrent();
        }
    }

    private static Transaction Create(TransactionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Key is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(options.Key, nameof(options));
        }

        return options.LockTimeout is { } timeout && timeout <= TimeSpan.Zero
            ? throw new ArgumentException($"The lock timeout is {timeout}. It must be more than zero; leave it out to wait for ever.", nameof(options))
            : new Transaction(options, Current);
    }

    private static async ValueTask<Transaction> BeginAsync(Transaction transaction, CancellationToken cancellationToken)
    {
        try
        {
            await transaction.BeginInternalAsync(cancellationToken).ConfigureAwait(false);
            return transaction;
        }
        catch
        {
            // It stays ambient where it was begun, and nobody will end it.
            transaction._isOver = true;
            throw;
        }
    }

    private async ValueTask LeaveAsync()
    {
        Ambient.Current = Ambient.Current with { Transaction = this };
        if (_isComplete)
        {
            await EndAsync(null).ConfigureAwait(false);
        }
        else
        {
            await EndBadlyAsync(willBeRepeated: false).ConfigureAwait(false);
        }
    }

    private void MakeOuterCurrent()
    {
        if (Ambient.Current.Transaction == this)
        {
            Ambient.Current = Ambient.Current with { Transaction = _outer };
        }
    }
}
