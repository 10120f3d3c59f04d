using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Prefect.Sql;

/// <summary>Where databases of SQLite are.</summary>
internal static class SqlitePlaces
{
    /// <summary>Says where the database is. One in memory has a name of its own, so that the connections of one engine share it.</summary>
    public static void Set(DbConnectionStringBuilder connection, SqlAlchemyUrl url)
    {
        if (url.Host is not null)
        {
            throw new SqlConfigurationException(
                "connection_info", "SQLite is a file, not a host: a URL has three slashes before a relative path (sqlite:///data.db), and four before an absolute one.");
        }

        SqliteConnectionStringBuilder sqlite = (SqliteConnectionStringBuilder)connection;
        if (string.IsNullOrEmpty(url.Database) || url.Database == ":memory:")
        {
            sqlite.DataSource = $"prefect-{Guid.NewGuid():N}";
            sqlite.Mode = SqliteOpenMode.Memory;
            sqlite.Cache = SqliteCacheMode.Shared;
            return;
        }

        sqlite.DataSource = url.Database;

        // A connection that is closed lets go of its file.
        sqlite.Pooling = false;
    }

    /// <summary>Whether the database is in memory.</summary>
    public static bool IsMemory(SqliteConnectionStringBuilder connection) => connection.Mode == SqliteOpenMode.Memory;
}
