using System.Runtime.CompilerServices;
using Prefect.Sqlite;

namespace Prefect.Flows;

/// <summary>The limits of a run database. Each step is one transaction, so that processes agree on who holds what.</summary>
internal sealed class EmbeddedConcurrencyLimitStore(RunDatabase database) : IConcurrencyLimitStore
{
    public ValueTask<ConcurrencyLimit> CreateAsync(ConcurrencyLimitDraft draft, CancellationToken cancellationToken = default)
    {
        DateTimeOffset now = FlowClock.Now;
        return database.WriteAsync(
            connection =>
            {
                if (LimitTable.Find(connection, draft.Name) is not null)
                {
                    throw new ConcurrencyLimitExistsException(
                        $"There is a concurrency limit '{draft.Name}' already. Change it with an update, or choose another name.");
                }

                LimitTable.Insert(connection, draft, now);
                return Show(connection, LimitTable.Find(connection, draft.Name)!, now);
            },
            durable: true,
            cancellationToken);
    }

    public ValueTask<ConcurrencyLimit?> FindAsync(string name, CancellationToken cancellationToken = default) => database.ReadAsync(
        (name, FlowClock.Now),
        static (connection, wanted) => LimitTable.Find(connection, wanted.name) is { } row ? Show(connection, row, wanted.Now) : null,
        cancellationToken);

    public async IAsyncEnumerable<ConcurrencyLimit> ListAsync(
        string? prefix = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<ConcurrencyLimit> all = await database.ReadAsync(
            (prefix, FlowClock.Now),
            static (connection, wanted) => LimitTable.List(connection, wanted.prefix).ConvertAll(row => Show(connection, row, wanted.Now)),
            cancellationToken).ConfigureAwait(false);
        foreach (ConcurrencyLimit limit in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return limit;
        }
    }

    public async IAsyncEnumerable<ConcurrencyLease> ListLeasesAsync(
        string name, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<ConcurrencyLease> all = await database.ReadAsync(
            (name, FlowClock.Now), static (connection, wanted) => LimitTable.Leases(connection, wanted.name, wanted.Now), cancellationToken).ConfigureAwait(false);
        foreach (ConcurrencyLease lease in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return lease;
        }
    }

    public ValueTask<ConcurrencyLimit?> UpdateAsync(string name, ConcurrencyLimitChange change, CancellationToken cancellationToken = default)
    {
        DateTimeOffset now = FlowClock.Now;
        return database.WriteAsync(
            connection =>
            {
                if (LimitTable.Find(connection, name) is not { } row)
                {
                    return null;
                }

                LimitTable.Update(connection, row, change, now);
                return Show(connection, LimitTable.Find(connection, name)!, now);
            },
            durable: true,
            cancellationToken);
    }

    public ValueTask<bool> ResetAsync(string name, CancellationToken cancellationToken = default)
    {
        DateTimeOffset now = FlowClock.Now;
        return database.WriteAsync(
            connection =>
            {
                if (LimitTable.Find(connection, name) is not { } row)
                {
                    return false;
                }

                LimitTable.ReleaseAll(connection, row, now);
                return true;
            },
            durable: true,
            cancellationToken);
    }

    public ValueTask<bool> DeleteAsync(string name, CancellationToken cancellationToken = default) => database.WriteAsync(
        connection =>
        {
            connection["DELETE FROM concurrency_limits WHERE name = ?1"].Bind(1, name).Run();
            return connection.Changes > 0;
        },
        durable: true,
        cancellationToken);

    public async ValueTask<ConcurrencyAnswer> AcquireAsync(ConcurrencyRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        DateTimeOffset now = FlowClock.Now;
        Task<ConcurrencyAnswer> writing = database
            .WriteAsync(connection => Acquire(connection, request, now), durable: false, CancellationToken.None).AsTask();
        try
        {
            return await writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _ = GiveBackAsync(writing);
            throw;
        }
    }

    public ValueTask<bool> RenewAsync(Guid leaseId, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        DateTimeOffset now = FlowClock.Now;
        return database.WriteAsync(
            connection =>
            {
                connection["UPDATE concurrency_leases SET expires = ?3 WHERE id = ?1 AND expires > ?2"]
                    .Bind(1, leaseId)
                    .Bind(2, StoreTime.Write(now))
                    .Bind(3, StoreTime.Write(now + duration))
                    .Run();
                return connection.Changes > 0;
            },
            durable: false,
            cancellationToken);
    }

    public ValueTask ReleaseAsync(Guid leaseId, CancellationToken cancellationToken = default)
    {
        DateTimeOffset now = FlowClock.Now;
        return database.WriteAsync(connection => LimitTable.Release(connection, leaseId, now), durable: false, cancellationToken);
    }

    /// <summary>Gives back slots that were taken for somebody who has gone away meanwhile.</summary>
    private async Task GiveBackAsync(Task<ConcurrencyAnswer> writing)
    {
        await ((Task)writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (writing is { IsCompletedSuccessfully: true } && (await writing.ConfigureAwait(false)).LeaseId is { } lease)
        {
            await ReleaseAsync(lease, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static ConcurrencyAnswer Acquire(SqliteDatabase connection, ConcurrencyRequest request, DateTimeOffset now)
    {
        LimitTable.ReleaseEnded(connection, now);
        List<LimitRow> limits = [];
        List<string> unknown = [];
        foreach (string name in request.Names)
        {
            LimitRow? row = LimitTable.Find(connection, name);
            if (row is null)
            {
                unknown.Add(name);
            }
            else if (row.Limit.IsActive)
            {
                Refuse(request, row.Limit);
                limits.Add(row);
            }
        }

        long wanted = request.Slots * LimitRow.Slot;
        List<LimitRow> full = limits.FindAll(row => row.TakenAt(now) + wanted > row.Limit.Limit * LimitRow.Slot);
        ConcurrencyAnswer answer = new() { IsGranted = full.Count == 0, Limits = limits.ConvertAll(row => row.Limit), Unknown = unknown };
        if (full.Count > 0)
        {
            full.ForEach(row => LimitTable.CountDenied(connection, row, request.Slots));

            // After the clock was set back slots become free from now on, not only when it is again as late as it was.
            full.FindAll(row => row.Counted > now).ForEach(row => LimitTable.Count(connection, row, row.Taken, now));
            return answer with { RetryAfter = full.Max(row => row.RetryAfter(request.Slots, now)) };
        }

        limits.ForEach(row => LimitTable.Count(connection, row, row.TakenAt(now) + wanted, now));
        bool isHeld = request.Mode == ConcurrencyMode.Concurrency && limits.Count > 0;
        return answer with { LeaseId = isHeld ? LimitTable.Lease(connection, request, limits, now) : null };
    }

    private static void Refuse(ConcurrencyRequest request, ConcurrencyLimit limit)
    {
        if (request.Mode == ConcurrencyMode.RateLimit && limit.SlotDecayPerSecond <= 0)
        {
            throw new ConcurrencySlotException(
                $"The limit '{limit.Name}' is no rate limit: its slots do not become free with time. Give it a slot decay per second, or hold its slots.");
        }

        if (request.Slots > limit.Limit)
        {
            throw new ConcurrencySlotException(
                $"{request.Slots} slots of the limit '{limit.Name}' are wanted, and it has {limit.Limit}. Ask for fewer, or raise the limit.");
        }
    }

    private static ConcurrencyLimit Show(SqliteDatabase connection, LimitRow row, DateTimeOffset now)
    {
        long taken = row.TakenAt(now) - (LimitTable.EndedSlots(connection, row.Number, now) * LimitRow.Slot);
        return row.Limit with { ActiveSlots = Math.Max(0, taken) / (double)LimitRow.Slot };
    }
}
