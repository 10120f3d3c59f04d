using System.Collections.Concurrent;
using Prefect.Sqlite;

namespace Prefect.Flows;

/// <summary>Tells the runs of this process what others did to them. One look at the file per second serves all.</summary>
internal sealed class RunWatches : IDisposable
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<Guid, Watch> _watches = new();
    private readonly RunDatabase _database;
    private readonly RunProcess _process;
    private readonly Timer _timer;
    private int _isLooking;

    public RunWatches(RunDatabase database, RunProcess process)
    {
        (_database, _process) = (database, process);
        using (ExecutionContext.SuppressFlow())
        {
            _timer = new Timer(static watches => _ = ((RunWatches)watches!).LookAsync(), this, Timeout.Infinite, Timeout.Infinite);
        }
    }

    public IDisposable Add(FlowRun run, Action<State> changed)
    {
        Watch watch = new(this, run.Id, changed);
        _watches[run.Id] = watch;
        Plan();
        return watch;
    }

    /// <summary>Tells the run at once, when this process knows.</summary>
    public void Tell(Guid run, State state)
    {
        if (_watches.TryGetValue(run, out Watch? watch))
        {
            watch.Tell(state);
        }
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>Looks once.</summary>
    internal async Task LookAsync()
    {
        if (_process.Number == 0 || Interlocked.Exchange(ref _isLooking, 1) == 1)
        {
            return;
        }

        try
        {
            foreach ((Guid run, State state) in await _database.ReadAsync(_process.Number, Changed).ConfigureAwait(false))
            {
                Tell(run, state);
            }
        }
        catch (Exception exception) when (exception is RunStoreException or ObjectDisposedException)
        {
            // The next look may go better; a store that is really broken shows wherever it is written.
        }
        finally
        {
            Volatile.Write(ref _isLooking, 0);
        }
    }

    private static List<(Guid Run, State State)> Changed(SqliteDatabase database, long process)
    {
        List<(Guid, State)> changed = [];
        SqliteStatement row = database["SELECT id, states FROM flow_runs WHERE is_changed = 1 AND process = ?1"].Bind(1, process);
        while (row.Step())
        {
            changed.Add((row.Guid(0), StateJson.ReadAll(row.Blob(1))[^1]));
        }

        return changed;
    }

    private void Plan()
    {
        TimeSpan period = _watches.IsEmpty ? Timeout.InfiniteTimeSpan : s_period;
        try
        {
            _timer.Change(period, period);
        }
        catch (ObjectDisposedException)
        {
            // The store is closed.
        }
    }

    private sealed class Watch(RunWatches watches, Guid run, Action<State> changed) : IDisposable
    {
        private readonly Lock _gate = new();
        private Guid _told;

        public void Tell(State state)
        {
            lock (_gate)
            {
                if (_told == state.Id)
                {
                    return;
                }

                _told = state.Id;
            }

            changed(state);
        }

        public void Dispose()
        {
            if (watches._watches.TryRemove(KeyValuePair.Create(run, this)) && watches._watches.IsEmpty)
            {
                watches.Plan();
            }
        }
    }
}
