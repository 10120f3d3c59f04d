using Prefect.Sqlite;

namespace Prefect.Flows;

/// <summary>Deletes runs that ended long ago: once after the store is opened, then once a day, a few at a time.</summary>
internal sealed class RunRetention : IAsyncDisposable
{
    private const int LargestBatch = 50;
    private static readonly TimeSpan s_delay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_period = TimeSpan.FromDays(1);

    private readonly CancellationTokenSource _closing = new();
    private readonly EmbeddedRunStore _store;
    private readonly RunDatabase _database;
    private readonly TimeSpan _length;
    private readonly Task _loop;

    public RunRetention(EmbeddedRunStore store, RunDatabase database, TimeSpan length)
    {
        (_store, _database, _length) = (store, database, length);
        using (ExecutionContext.SuppressFlow())
        {
            _loop = Task.Run(LoopAsync);
        }
    }

    /// <summary>Deletes what ended before a moment.</summary>
    public async Task DeleteAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        long limit = StoreTime.Write(before);
        while (true)
        {
            List<Guid> runs = await _database.ReadAsync(limit, Ended, cancellationToken).ConfigureAwait(false);
            foreach (Guid run in runs)
            {
                await _store.DeleteFlowRunAsync(run, cancellationToken).ConfigureAwait(false);
            }

            if (runs.Count < LargestBatch)
            {
                break;
            }
        }

        await _database.WriteAsync(
            database =>
            {
                database["DELETE FROM run_logs WHERE flow_run IS NULL AND timestamp < ?1"].Bind(1, limit).Run();
                database["DELETE FROM task_runs WHERE flow_run IS NULL AND end_time < ?1"].Bind(1, limit).Run();
            },
            cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _closing.Dispose();
    }

    private static List<Guid> Ended(SqliteDatabase database, long limit)
    {
        List<Guid> runs = [];
        SqliteStatement row = database[$"SELECT id FROM flow_runs WHERE end_time < ?1 LIMIT {LargestBatch}"].Bind(1, limit);
        while (row.Step())
        {
            runs.Add(row.Guid(0));
        }

        return runs;
    }

    private async Task LoopAsync()
    {
        try
        {
            await Task.Delay(s_delay, _closing.Token).ConfigureAwait(false);
            while (true)
            {
                DateTimeOffset now = TimeProvider.System.GetUtcNow();
                if (_length < now - DateTimeOffset.UnixEpoch)
                {
                    await DeleteAsync(now - _length, _closing.Token).ConfigureAwait(false);
                }

                await Task.Delay(s_period, _closing.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The store is being closed.
        }
        catch (RunStoreException)
        {
            // Tidying up can wait for the next start; whatever is broken shows to those who need the store.
        }
    }
}
