using System.Diagnostics;
using System.Threading.Channels;
using SQLitePCL;

namespace Prefect.Sqlite;

/// <summary>
/// Lets the writes of one store through one at a time. Writes that wait together share a transaction, and so one flush of the
/// disk; each is acknowledged when that is done. While another process writes, the queue asks again and again, without a thread.
/// </summary>
/// <typeparam name="TConnection">What is written with.</typeparam>
internal sealed class WriteQueue<TConnection> : IAsyncDisposable
    where TConnection : class, IWriteConnection
{
    private const string Begin = "BEGIN IMMEDIATE";
    private const int LargestBatch = 256;
    private static readonly TimeSpan s_longestBatch = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMilliseconds(16);

    private readonly Channel<WriteRequest<TConnection>> _requests =
        Channel.CreateUnbounded<WriteRequest<TConnection>>();

#pragma warning disable CA2213 // Late callers may still ask for their turn, and are refused; it holds nothing that needs disposal.
    private readonly SemaphoreSlim _turn = new(1, 1);
#pragma warning restore CA2213
    private readonly TConnection _connection;
    private readonly TimeSpan _patience;
    private readonly Type _owner;
    private readonly Task _loop;
    private WriteDurability _durability;
    private bool _isClosed;

    public WriteQueue(TConnection connection, TimeSpan patience, Type owner)
    {
        _owner = owner;
        _connection = connection;
        _patience = patience;

        // What is ambient where a store happens to be opened is none of the loop's business.
        using (ExecutionContext.SuppressFlow())
        {
            _loop = Task.Run(LoopAsync);
        }
    }

    private SqliteDatabase Database => _connection.Database;

    /// <summary>Runs a write in its turn and waits until it is on the disk.</summary>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public ValueTask<T> RunAsync<T>(
        Func<TConnection, T> work, CancellationToken cancellationToken, WriteDurability durability = WriteDurability.Normal)
    {
        cancellationToken.ThrowIfCancellationRequested();
        WriteRequest<TConnection, T> request = new(work, durability);
        ObjectDisposedException.ThrowIf(!_requests.Writer.TryWrite(request), _owner);
        return request.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Runs a write on the calling thread when nobody else writes, which is quicker than handing it over; else in its turn, as
    /// <see cref="RunAsync"/> does.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public ValueTask<T> RunHereAsync<T>(
        Func<TConnection, T> work, CancellationToken cancellationToken, WriteDurability durability = WriteDurability.Normal)
    {
        if (cancellationToken.IsCancellationRequested || _requests.Reader.Count > 0 || _loop.IsCompleted || !_turn.Wait(0, CancellationToken.None))
        {
            return RunAsync(work, cancellationToken, durability);
        }

        try
        {
            Choose(durability);
            if (_isClosed || Database.TryExecute(Begin) != raw.SQLITE_OK)
            {
                return RunAsync(work, cancellationToken, durability);
            }

            T result = work(_connection);
            Commit();
            return ValueTask.FromResult(result);
        }
#pragma warning disable CA1031 // Whatever it is, it belongs to the caller.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            RollBack();
            return ValueTask.FromException<T>(exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Lets the waiting writes through, then closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_requests.Writer.TryComplete())
        {
            await _loop.ConfigureAwait(false);
            await _turn.WaitAsync().ConfigureAwait(false);
            _isClosed = true;
            _connection.Dispose();
            _turn.Release();
        }
    }

    private async Task LoopAsync()
    {
        List<WriteRequest<TConnection>> batch = [];
        while (await _requests.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            await _turn.WaitAsync().ConfigureAwait(false);
            try
            {
                if (await TryBeginAsync().ConfigureAwait(false))
                {
                    Write(batch);
                }
            }
#pragma warning disable CA1031 // Whatever it is, it belongs to the callers, and the queue goes on for the others.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                RefuseWaiting(batch, exception);
                RollBack();
            }
            finally
            {
                _turn.Release();
            }

            foreach (WriteRequest<TConnection> request in batch)
            {
                request.Acknowledge();
            }

            batch.Clear();
        }
    }

    /// <summary>Begins a transaction; false when nobody waits for it any more.</summary>
    private async Task<bool> TryBeginAsync()
    {
        long start = Stopwatch.GetTimestamp();
        double pause = 0.5;
        while (NextWaiting() is { } next)
        {
            Choose(next.Durability);
            int result = Database.TryExecute(Begin);
            if (result == raw.SQLITE_OK)
            {
                return true;
            }

            if (!SqliteFailures.IsBusy(result) || Stopwatch.GetElapsedTime(start) >= _patience)
            {
                Database.Check(result);
            }

            // Full jitter: processes that met once do not meet again and again.
#pragma warning disable CA5394 // Nothing secret hangs on the length of a pause.
            TimeSpan delay = TimeSpan.FromMilliseconds(pause * Random.Shared.NextDouble());
#pragma warning restore CA5394
            await Task.Delay(delay + TimeSpan.FromMilliseconds(1), CancellationToken.None).ConfigureAwait(false);
            pause = Math.Min(pause * 2, s_longestPause.TotalMilliseconds);
        }

        return false;
    }

    private void Choose(WriteDurability durability)
    {
        _connection.Choose(durability);
        _durability = durability;
    }

    /// <summary>Drops cancelled requests at the head of the queue, and gives the first one that is left.</summary>
    private WriteRequest<TConnection>? NextWaiting()
    {
        while (_requests.Reader.TryPeek(out WriteRequest<TConnection>? request))
        {
            if (!request.IsCancelled)
            {
                return request;
            }

            _requests.Reader.TryRead(out _);
        }

        return null;
    }

    private void Write(List<WriteRequest<TConnection>> batch)
    {
        long start = Stopwatch.GetTimestamp();
        while (batch.Count < LargestBatch
            && Stopwatch.GetElapsedTime(start) < s_longestBatch
            && _requests.Reader.TryPeek(out WriteRequest<TConnection>? request)
            && request.Durability <= _durability)
        {
            _requests.Reader.TryRead(out _);
            if (request.TryStart())
            {
                batch.Add(request);
                WriteOne(request);
            }
        }

        Commit();
    }

    private void Commit()
    {
        if (!File.Exists(Database.Path))
        {
            // The open file would still take the writes, and lose them with this process.
            throw Database.Format.Fail(
                $"The store {Database.Path} was removed while it was in use: nothing was saved. Start the program again, or put the file back.");
        }

        Database["COMMIT"].Run();
    }

    /// <summary>Runs one request so that its failure undoes its own changes only.</summary>
    private void WriteOne(WriteRequest<TConnection> request)
    {
        Database["SAVEPOINT request"].Run();
        try
        {
            request.Execute(_connection);
        }
#pragma warning disable CA1031 // The failure goes to the caller, by way of the request.
        catch (Exception exception) when (Database.InTransaction)
#pragma warning restore CA1031
        {
            Database["ROLLBACK TO request"].Run();
            _connection.Forget();
            request.Refuse(exception);
        }

        Database["RELEASE request"].Run();
    }

    private void RefuseWaiting(List<WriteRequest<TConnection>> batch, Exception exception)
    {
        if (batch.Count == 0)
        {
            while (_requests.Reader.TryRead(out WriteRequest<TConnection>? request))
            {
                if (request.TryStart())
                {
                    batch.Add(request);
                }
            }
        }

        foreach (WriteRequest<TConnection> request in batch)
        {
            request.Refuse(exception);
        }
    }

    private void RollBack()
    {
        if (Database.InTransaction)
        {
            Database.TryExecute("ROLLBACK");
        }

        _connection.Forget();
    }
}
