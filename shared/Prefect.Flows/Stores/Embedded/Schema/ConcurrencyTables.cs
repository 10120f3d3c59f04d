namespace Prefect.Flows;

/// <summary>Limits on how much happens at once, as the first version of the file keeps them.</summary>
/// <remarks>Taken slots are counted in millionths, for they may become free little by little; <c>counted</c> is when that was.</remarks>
internal static class ConcurrencyTables
{
    public const string Version1 = """
        CREATE TABLE concurrency_limits (
          number INTEGER PRIMARY KEY,
          id BLOB NOT NULL UNIQUE,
          name TEXT NOT NULL UNIQUE,
          slots INTEGER NOT NULL,
          is_active INTEGER NOT NULL,
          taken INTEGER NOT NULL,
          counted INTEGER NOT NULL,
          decay TEXT NOT NULL,
          denied INTEGER NOT NULL,
          occupancy INTEGER NOT NULL,
          created INTEGER NOT NULL,
          updated INTEGER NOT NULL);
        CREATE TABLE concurrency_leases (
          number INTEGER PRIMARY KEY,
          id BLOB NOT NULL UNIQUE,
          slots INTEGER NOT NULL,
          holder_type TEXT,
          holder_id BLOB,
          created INTEGER NOT NULL,
          expires INTEGER NOT NULL);
        CREATE INDEX concurrency_leases_by_end ON concurrency_leases (expires);
        CREATE TABLE concurrency_leased (
          lease INTEGER NOT NULL REFERENCES concurrency_leases (number) ON DELETE CASCADE,
          concurrency_limit INTEGER NOT NULL REFERENCES concurrency_limits (number) ON DELETE CASCADE,
          PRIMARY KEY (lease, concurrency_limit)) WITHOUT ROWID;
        CREATE INDEX concurrency_leased_by_limit ON concurrency_leased (concurrency_limit);

        """;
}
