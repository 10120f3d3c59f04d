using System.Diagnostics;
using System.Threading.Channels;
using SQLitePCL;

namespace Prefect.Blocks;

/// <summary>
/// Lets the writes of one store through one at a time. Writes that wait together share a transaction, and so one flush of the
/// disk; each is acknowledged when that is done. While another process writes, the queue asks again and again, without a thread.
/// </summary>
internal sealed class WriteQueue : IAsyncDisposable
{
    private const int LargestBatch = 256;
    private static readonly TimeSpan s_longestBatch = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMilliseconds(16);

    private readonly Channel<WriteRequest> _requests =
        Channel.CreateUnbounded<WriteRequest>(new UnboundedChannelOptions { SingleReader = true });

    private readonly WriteConnection _connection;
    private readonly TimeSpan _patience;
    private readonly Task _loop;

    public WriteQueue(WriteConnection connection, TimeSpan patience)
    {
        _connection = connection;
        _patience = patience;
        _loop = Task.Run(LoopAsync);
    }

    private SqliteDatabase Database => _connection.Database;

    /// <summary>Runs a write in its turn and waits until it is on the disk.</summary>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public ValueTask<T> RunAsync<T>(Func<WriteConnection, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        WriteRequest<T> request = new(work);
        ObjectDisposedException.ThrowIf(!_requests.Writer.TryWrite(request), typeof(EmbeddedBlockStore));
        return request.WaitAsync(cancellationToken);
    }

    /// <summary>Lets the waiting writes through, then closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_requests.Writer.TryComplete())
        {
            await _loop.ConfigureAwait(false);
            _connection.Dispose();
        }
    }

    private async Task LoopAsync()
    {
        List<WriteRequest> batch = [];
        while (await _requests.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
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

            foreach (WriteRequest request in batch)
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
        while (HasWaiting())
        {
            int result = Database.TryExecute("BEGIN IMMEDIATE");
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

    /// <summary>Drops cancelled requests at the head of the queue, and tells whether one is left.</summary>
    private bool HasWaiting()
    {
        while (_requests.Reader.TryPeek(out WriteRequest? request))
        {
            if (!request.IsCancelled)
            {
                return true;
            }

            _requests.Reader.TryRead(out _);
        }

        return false;
    }

    private void Write(List<WriteRequest> batch)
    {
        long start = Stopwatch.GetTimestamp();
        while (batch.Count < LargestBatch
            && Stopwatch.GetElapsedTime(start) < s_longestBatch
            && _requests.Reader.TryRead(out WriteRequest? request))
        {
            if (request.TryStart())
            {
                batch.Add(request);
                WriteOne(request);
            }
        }

        if (!File.Exists(Database.Path))
        {
            // The open file would still take the writes, and lose them with this process.
            throw new BlockStoreException(
                $"The store {Database.Path} was removed while it was in use: nothing was saved. Start the program again, or put the file back.");
        }

        Database["COMMIT"].Run();
    }

    /// <summary>Runs one request so that its failure undoes its own changes only.</summary>
    private void WriteOne(WriteRequest request)
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
            _connection.ForgetKeys();
            request.Refuse(exception);
        }

        Database["RELEASE request"].Run();
    }

    private void RefuseWaiting(List<WriteRequest> batch, Exception exception)
    {
        if (batch.Count == 0)
        {
            while (_requests.Reader.TryRead(out WriteRequest? request))
            {
                if (request.TryStart())
                {
                    batch.Add(request);
                }
            }
        }

        foreach (WriteRequest request in batch)
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

        _connection.ForgetKeys();
    }
}
