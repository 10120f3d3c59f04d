using Prefect.Sqlite;

namespace Prefect.Flows;

/// <summary>The file that runs are kept in, with what flows share: variables, artifacts, limits, inputs.</summary>
internal static class RunFile
{
    public static StoreFormat Format { get; } = new()
    {
        Name = "run store",
        Package = "Prefect.Flows",

        // "PfNR"
        ApplicationId = 0x50664e52,
        Steps =
        [
            RunTables.Version1 + VariableTables.Version1 + ArtifactTables.Version1 + ConcurrencyTables.Version1 + EventTables.Version1 + InputTables.Version1,
        ],
        WriterSetup = "PRAGMA synchronous = NORMAL; PRAGMA fullfsync = ON; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; "
            + "PRAGMA trusted_schema = OFF; PRAGMA journal_size_limit = 33554432; PRAGMA wal_autocheckpoint = 4000",
        Failure = static (message, cause) => new RunStoreException(message, cause),
    };
}
