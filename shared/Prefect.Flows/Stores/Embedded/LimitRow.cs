using System.Globalization;
using Prefect.Sqlite;

namespace Prefect.Flows;

/// <summary>A limit as the database keeps it. Taken slots are in millionths.</summary>
internal sealed record LimitRow
{
    public const long Slot = 1_000_000;

    public const string Columns = "number, id, name, slots, is_active, taken, counted, decay, denied, occupancy, created, updated";

    public required long Number { get; init; }

    public required ConcurrencyLimit Limit { get; init; }

    public required long Taken { get; init; }

    public required DateTimeOffset Counted { get; init; }

    /// <summary>How long slots were held on average.</summary>
    public required TimeSpan Occupancy { get; init; }

    public static LimitRow Read(SqliteStatement row) => new()
    {
        Number = row.Int64(0),
        Limit = new ConcurrencyLimit
        {
            Id = row.Guid(1),
            Name = row.Text(2),
            Limit = (int)row.Int64(3),
            IsActive = row.Boolean(4),
            SlotDecayPerSecond = double.Parse(row.Text(7), CultureInfo.InvariantCulture),
            DeniedSlots = row.Int64(8),
            Created = row.Time(10),
            Updated = row.Time(11),
        },
        Taken = row.Int64(5),
        Counted = row.Time(6),
        Occupancy = TimeSpan.FromMicroseconds(row.Int64(9)),
    };

    /// <summary>What is still taken at a time.</summary>
    public long TakenAt(DateTimeOffset now)
    {
        double seconds = Math.Max(0, (now - Counted).TotalSeconds);
        double freed = Math.Min(Taken, seconds * Limit.SlotDecayPerSecond * Slot);
        return Math.Max(0, Taken - (long)freed);
    }

    /// <summary>When it is worth asking again for slots that are not free.</summary>
    public TimeSpan RetryAfter(int slots, DateTimeOffset now)
    {
        if (Limit.SlotDecayPerSecond > 0)
        {
            double missing = (TakenAt(now) + (slots * Slot) - (Limit.Limit * Slot)) / (double)Slot;
            return TimeSpan.FromSeconds(Math.Clamp(missing / Limit.SlotDecayPerSecond, 0.001, 30));
        }

        return TimeSpan.FromSeconds(Math.Clamp(Occupancy.TotalSeconds * slots / Math.Max(1, Limit.Limit), 0.02, 1));
    }
}
