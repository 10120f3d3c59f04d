using System.Globalization;
using Prefect.Sqlite;

namespace Prefect.Flows;

/// <summary>The limits and leases inside a transaction of a run database.</summary>
internal static class LimitTable
{
    private static readonly TimeSpan s_firstOccupancy = TimeSpan.FromSeconds(2);

    public static LimitRow? Find(SqliteDatabase connection, string name)
    {
        SqliteStatement statement = connection[$"SELECT {LimitRow.Columns} FROM concurrency_limits WHERE name = ?1"].Bind(1, name);
        if (!statement.Step())
        {
            return null;
        }

        LimitRow row = LimitRow.Read(statement);
        statement.Reset();
        return row;
    }

    public static List<LimitRow> List(SqliteDatabase connection, string? prefix)
    {
        SqliteStatement statement = connection[
            $"SELECT {LimitRow.Columns} FROM concurrency_limits WHERE ?1 IS NULL OR substr(name, 1, length(?1)) = ?1 ORDER BY name"].Bind(1, prefix);
        List<LimitRow> rows = [];
        while (statement.Step())
        {
            rows.Add(LimitRow.Read(statement));
        }

        return rows;
    }

    public static void Insert(SqliteDatabase connection, ConcurrencyLimitDraft draft, DateTimeOffset now) =>
        connection[$"""
            INSERT INTO concurrency_limits ({LimitRow.Columns}) VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8, ?6, ?6)
            """]
            .Bind(1, Guid.CreateVersion7(now))
            .Bind(2, draft.Name)
            .Bind(3, draft.Limit)
            .Bind(4, draft.IsActive ? 1 : 0)
            .Bind(5, draft.ActiveSlots * LimitRow.Slot)
            .Bind(6, StoreTime.Write(now))
            .Bind(7, Text(draft.SlotDecayPerSecond))
            .Bind(8, (long)s_firstOccupancy.TotalMicroseconds)
            .Run();

    public static void Update(SqliteDatabase connection, LimitRow row, ConcurrencyLimitChange change, DateTimeOffset now) =>
        connection["UPDATE concurrency_limits SET slots = ?2, is_active = ?3, taken = ?4, counted = ?5, decay = ?6, updated = ?5 WHERE number = ?1"]
            .Bind(1, row.Number)
            .Bind(2, change.Limit ?? row.Limit.Limit)
            .Bind(3, change.IsActive ?? row.Limit.IsActive ? 1 : 0)
            .Bind(4, change.ActiveSlots * LimitRow.Slot ?? row.TakenAt(now))
            .Bind(5, StoreTime.Write(now))
            .Bind(6, Text(change.SlotDecayPerSecond ?? row.Limit.SlotDecayPerSecond))
            .Run();

    public static void Count(SqliteDatabase connection, LimitRow row, long taken, DateTimeOffset now) =>
        connection["UPDATE concurrency_limits SET taken = ?2, counted = ?3 WHERE number = ?1"]
            .Bind(1, row.Number)
            .Bind(2, Math.Max(0, taken))
            .Bind(3, StoreTime.Write(now))
            .Run();

    public static void CountDenied(SqliteDatabase connection, LimitRow row, int slots) =>
        connection["UPDATE concurrency_limits SET denied = denied + ?2 WHERE number = ?1"].Bind(1, row.Number).Bind(2, slots).Run();

    public static Guid Lease(SqliteDatabase connection, ConcurrencyRequest request, List<LimitRow> limits, DateTimeOffset now)
    {
        Guid id = Guid.NewGuid();
        Rows.BindOrNull(
            connection["INSERT INTO concurrency_leases (id, slots, holder_type, holder_id, created, expires) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"]
                .Bind(1, id)
                .Bind(2, request.Slots)
                .Bind(3, request.Holder?.Type),
            4,
            request.Holder?.Id)
            .Bind(5, StoreTime.Write(now))
            .Bind(6, StoreTime.Write(now + request.LeaseDuration))
            .Run();
        long lease = connection.LastRowId;
        foreach (LimitRow limit in limits)
        {
            connection["INSERT INTO concurrency_leased (lease, concurrency_limit) VALUES (?1, ?2)"].Bind(1, lease).Bind(2, limit.Number).Run();
        }

        return id;
    }

    /// <summary>Frees the slots of leases whose holders did not renew them: they died.</summary>
    public static void ReleaseEnded(SqliteDatabase connection, DateTimeOffset now)
    {
        List<long> ended = Numbers(connection["SELECT number FROM concurrency_leases WHERE expires <= ?1"].Bind(1, StoreTime.Write(now)));
        foreach (long lease in ended)
        {
            Release(connection, lease, now, measures: false);
        }
    }

    public static void Release(SqliteDatabase connection, Guid id, DateTimeOffset now)
    {
        foreach (long lease in Numbers(connection["SELECT number FROM concurrency_leases WHERE id = ?1"].Bind(1, id)))
        {
            Release(connection, lease, now, measures: true);
        }
    }

    /// <summary>Slots of a limit that leases hold which have ended.</summary>
    public static long EndedSlots(SqliteDatabase connection, long limit, DateTimeOffset now)
    {
        SqliteStatement statement = connection["""
            SELECT coalesce(sum(l.slots), 0) FROM concurrency_leased AS d JOIN concurrency_leases AS l ON l.number = d.lease
            WHERE d.concurrency_limit = ?1 AND l.expires <= ?2
            """].Bind(1, limit).Bind(2, StoreTime.Write(now));
        statement.Step();
        long slots = statement.Int64(0);
        statement.Reset();
        return slots;
    }

    public static List<ConcurrencyLease> Leases(SqliteDatabase connection, string name, DateTimeOffset now)
    {
        SqliteStatement statement = connection["""
            SELECT l.id, l.slots, l.holder_type, l.holder_id, l.created, l.expires
            FROM concurrency_limits AS c JOIN concurrency_leased AS d ON d.concurrency_limit = c.number JOIN concurrency_leases AS l ON l.number = d.lease
            WHERE c.name = ?1 AND l.expires > ?2 ORDER BY l.number
            """].Bind(1, name).Bind(2, StoreTime.Write(now));
        List<ConcurrencyLease> leases = [];
        while (statement.Step())
        {
            leases.Add(new ConcurrencyLease
            {
                Id = statement.Guid(0),
                Slots = (int)statement.Int64(1),
                Holder = statement.IsNull(2) || statement.IsNull(3) ? null : new ConcurrencyHolder(statement.Text(2), statement.Guid(3)),
                Created = statement.Time(4),
                Expires = statement.Time(5),
            });
        }

        return leases;
    }

    public static void ReleaseAll(SqliteDatabase connection, LimitRow row, DateTimeOffset now)
    {
        connection["DELETE FROM concurrency_leased WHERE concurrency_limit = ?1"].Bind(1, row.Number).Run();
        connection["DELETE FROM concurrency_leases WHERE number NOT IN (SELECT lease FROM concurrency_leased)"].Run();
        Count(connection, row, 0, now);
    }

    private static void Release(SqliteDatabase connection, long lease, DateTimeOffset now, bool measures)
    {
        SqliteStatement statement = connection[$"""
            SELECT {LimitRow.Columns} FROM concurrency_limits WHERE number IN (SELECT concurrency_limit FROM concurrency_leased WHERE lease = ?1)
            """].Bind(1, lease);
        List<LimitRow> limits = [];
        while (statement.Step())
        {
            limits.Add(LimitRow.Read(statement));
        }

        (long slots, DateTimeOffset since) = SlotsOf(connection, lease);
        foreach (LimitRow limit in limits)
        {
            Count(connection, limit, limit.TakenAt(now) - (slots * LimitRow.Slot), now);
            if (measures)
            {
                double occupied = (limit.Occupancy.TotalMicroseconds * 0.9) + (Math.Max(0, (now - since).TotalMicroseconds) * 0.1);
                connection["UPDATE concurrency_limits SET occupancy = ?2 WHERE number = ?1"].Bind(1, limit.Number).Bind(2, (long)occupied).Run();
            }
        }

        connection["DELETE FROM concurrency_leases WHERE number = ?1"].Bind(1, lease).Run();
    }

    private static (long Slots, DateTimeOffset Since) SlotsOf(SqliteDatabase connection, long lease)
    {
        SqliteStatement statement = connection["SELECT slots, created FROM concurrency_leases WHERE number = ?1"].Bind(1, lease);
        statement.Step();
        (long, DateTimeOffset) found = (statement.Int64(0), statement.Time(1));
        statement.Reset();
        return found;
    }

    private static List<long> Numbers(SqliteStatement statement)
    {
        List<long> numbers = [];
        while (statement.Step())
        {
            numbers.Add(statement.Int64(0));
        }

        return numbers;
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
