using System.Collections.Concurrent;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>
/// Task runs and logs on their way into the file. Reporting puts them into a queue; they are written many at a time, and a task
/// run that changes again before that is written once. Whoever reports while the queue is full helps to empty it.
/// </summary>
internal sealed class RunReports : IAsyncDisposable
{
    private const int LargestBatch = 256;
    private const int MostWaiting = 20_000;
    private static readonly TimeSpan s_delay = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentQueue<object> _queue = new();
    private readonly List<object> _batch = new(LargestBatch);
#pragma warning disable CA2213 // Late callers may still ask for their turn; it holds nothing that needs disposal.
    private readonly SemaphoreSlim _turn = new(1, 1);
#pragma warning restore CA2213
    private readonly RunDatabase _database;
    private readonly TaskRunWrites _writes;
    private readonly RunProcess _process;
    private readonly Timer _timer;
    private int _waiting;
    private int _isPlanned;
    private readonly LostReports _lost;

    public RunReports(RunDatabase database, TaskRunWrites writes, RunProcess process)
    {
        (_database, _writes, _process) = (database, writes, process);
        _lost = new LostReports(database.Path);
        using (ExecutionContext.SuppressFlow())
        {
            _timer = new Timer(static reports => _ = ((RunReports)reports!).DrainInBackgroundAsync(), this, Timeout.Infinite, Timeout.Infinite);
        }
    }

    /// <summary>Whether something waits to be written.</summary>
    public bool IsPending => Volatile.Read(ref _waiting) > 0;

    public ValueTask AddAsync(TaskRun run, CancellationToken cancellationToken) =>
        run.TryMarkReported() && Enqueue(run) ? DrainAsync(cancellationToken) : ValueTask.CompletedTask;

    public void Add(RunLog log)
    {
        if (Enqueue(log))
        {
            Sync.Run(() => DrainAsync(CancellationToken.None).AsTask());
        }
    }

    /// <summary>Writes what was reported so far.</summary>
    /// <exception cref="RunStoreException">Something reported before could not be written.</exception>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await DrainAsync(cancellationToken).ConfigureAwait(false);
        _lost.ThrowIfAny();
    }

    /// <summary>Writes what is left. What could not be written is in <see cref="ThrowIfAnyLost"/>, for when all else is closed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        await DrainAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Throws when something was lost that no flush has told of.</summary>
    /// <exception cref="RunStoreException">Something was.</exception>
    public void ThrowIfAnyLost() => _lost.ThrowIfAny();

    /// <summary>Takes an item in; true when there are so many that the caller has to write some.</summary>
    private bool Enqueue(object item)
    {
        _queue.Enqueue(item);
        int waiting = Interlocked.Increment(ref _waiting);
        if (Volatile.Read(ref _isPlanned) == 0 && Interlocked.Exchange(ref _isPlanned, 1) == 0)
        {
            try
            {
                _timer.Change(s_delay, Timeout.InfiniteTimeSpan);
            }
            catch (ObjectDisposedException)
            {
                // The store is being closed, and writes what waits before it is.
            }
        }

        return waiting > MostWaiting;
    }

    private async Task DrainInBackgroundAsync()
    {
        Volatile.Write(ref _isPlanned, 0);
        await DrainAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Writes as many items as wait now. A failure is logged, and thrown by the next flush: here it would hit somebody at random.</summary>
    private async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        List<Action>? news = null;
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            int left = Volatile.Read(ref _waiting);
            while (left > 0 && Take(Math.Min(left, LargestBatch)))
            {
                left -= _batch.Count;
                if (await WriteBatchAsync().ConfigureAwait(false) is { } one)
                {
                    (news ??= []).Add(one);
                }
            }
        }
        finally
        {
            _turn.Release();
        }

        // A logger may report to this store in turn, and wait for its own turn to write.
        news?.ForEach(tell => tell());
    }

    private bool Take(int most)
    {
        _batch.Clear();
        while (_batch.Count < most && _queue.TryDequeue(out object? item))
        {
            _batch.Add(item);
        }

        Interlocked.Add(ref _waiting, -_batch.Count);
        return _batch.Count > 0;
    }

    /// <summary>Writes a batch.</summary>
    /// <returns>What is to be logged; null for nothing.</returns>
    private async ValueTask<Action?> WriteBatchAsync()
    {
        try
        {
            long process = await _process.RegisterAsync().ConfigureAwait(false);
            await _database.WriteAsync(database => _writes.Write(database, _batch, process)).ConfigureAwait(false);
            return _lost.End();
        }
#pragma warning disable CA1031 // Logged, and told at the next flush, whatever it is.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return _lost.Add(_batch.Count, exception);
        }
        finally
        {
            // Or the results of these runs would live until others are written.
            _batch.Clear();
        }
    }
}
