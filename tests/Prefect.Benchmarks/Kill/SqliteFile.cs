using SQLitePCL;

namespace Prefect.Benchmarks;

/// <summary>Asks SQLite itself about a file; a store has set the library up before.</summary>
internal static class SqliteFile
{
    public static bool IsWhole(string path)
    {
        Check(raw.sqlite3_open_v2(path, out sqlite3 database, raw.SQLITE_OPEN_READWRITE, null), path);
        using (database)
        {
            Check(raw.sqlite3_prepare_v2(database, "PRAGMA integrity_check", out sqlite3_stmt statement), path);
            using (statement)
            {
                return raw.sqlite3_step(statement) == raw.SQLITE_ROW && raw.sqlite3_column_text(statement, 0).utf8_to_string() == "ok";
            }
        }
    }

    private static void Check(int code, string path)
    {
        if (code != raw.SQLITE_OK)
        {
            throw new InvalidOperationException($"SQLite gives {code} for {path}.");
        }
    }
}
