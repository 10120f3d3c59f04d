using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;
using Prefect.Sqlite;

namespace Prefect.Sql;

/// <summary>The ADO.NET providers that connections are made by, each under the kind of database that URLs begin with.</summary>
/// <example>
/// <code>
/// SqlDrivers.Register("mysql", MySqlConnectorFactory.Instance);
/// SqlDrivers.Register("oracle", OracleClientFactory.Instance);
/// SqlDrivers.Register("cockroachdb", NpgsqlFactory.Instance, SqlDialect.PostgreSql with { DefaultPort = 26257 });
/// </code>
/// </example>
public static class SqlDrivers
{
    private static readonly Dictionary<string, SqlDialect> s_dialects = new(StringComparer.OrdinalIgnoreCase)
    {
        ["postgresql"] = SqlDialect.PostgreSql,
        ["sqlite"] = SqlDialect.Sqlite,
        ["mssql"] = SqlDialect.SqlServer,
        ["mysql"] = SqlDialect.MySql,
        ["mariadb"] = SqlDialect.MySql with { Name = "mariadb" },
        ["oracle"] = SqlDialect.Oracle,
    };

    private static readonly ConcurrentDictionary<string, SqlDriver> s_drivers = new(
        [
            new("postgresql", new SqlDriver(SqlDialect.PostgreSql, static () => NpgsqlFactory.Instance)),
            new("sqlite", new SqlDriver(SqlDialect.Sqlite, OpenSqlite)),
            new("mssql", new SqlDriver(SqlDialect.SqlServer, static () => SqlClientFactory.Instance)),
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes up a provider, in place of the one that there was for this kind of database. Thread-safe.</summary>
    /// <param name="dialect">The kind of database, as URLs begin with it: <c>mysql</c>, <c>mariadb</c>, <c>oracle</c>, or any other.</param>
    /// <param name="factory">The provider.</param>
    /// <param name="rules">What is particular about it. Default: what is known of this kind of database, else the standard's rules.</param>
    /// <exception cref="ArgumentException"><paramref name="dialect"/> is null, empty, or more than the part before the plus sign.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="factory"/> is null.</exception>
    public static void Register(string dialect, DbProviderFactory factory, SqlDialect? rules = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dialect);
        ArgumentNullException.ThrowIfNull(factory);
        if (!dialect.All(static character => char.IsAsciiLetterOrDigit(character) || character == '_'))
        {
            throw new ArgumentException($"'{dialect}' is no kind of database: name the part of a URL before '+' or '://', such as mysql.", nameof(dialect));
        }

        SqlDialect known = rules ?? s_dialects.GetValueOrDefault(dialect) ?? new SqlDialect { Name = dialect };
        s_drivers[dialect] = new SqlDriver(known, () => factory);
    }

    /// <exception cref="SqlConfigurationException">There is no provider for this kind of database.</exception>
    internal static SqlDriver Find(string dialect) => s_drivers.TryGetValue(dialect, out SqlDriver? driver)
        ? driver
        : throw new SqlConfigurationException(
            "connection_info",
            $"There is no driver for '{dialect}': known are {string.Join(", ", s_drivers.Keys.Order(StringComparer.Ordinal))}. "
            + $"Add the package of its ADO.NET provider, and call SqlDrivers.Register(\"{dialect}\", …Factory.Instance) before the block is used.");

    // The library is chosen before anything of the provider is touched, which else takes the bundled one.
    private static SqliteFactory OpenSqlite()
    {
        _ = SqliteLibrary.Version;
        return SqliteFactory.Instance;
    }
}
