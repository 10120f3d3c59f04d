using System.Data.Common;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Prefect.Sql;

/// <summary>Makes connection strings of URLs. What they are is never printed: they hold passwords.</summary>
internal static class ConnectionStrings
{
    /// <exception cref="SqlConfigurationException">The URL does not say enough, or an option has no counterpart or a value that cannot be used.</exception>
    public static DbConnectionStringBuilder Build(SqlDriver driver, SqlAlchemyUrl url, JsonObject? arguments)
    {
        DbConnectionStringBuilder connection = Empty(driver);
        if (driver.Kind == DriverKind.Sqlite)
        {
            SqlitePlaces.Set(connection, url);
        }
        else
        {
            SetPlace(connection, driver.Dialect, url);
        }

        SetText(connection, driver.Dialect.UsernameKeyword, url.Username, "username", driver.Kind);
        SetText(connection, driver.Dialect.PasswordKeyword, url.Password?.Reveal(), "password", driver.Kind);
        foreach (ConnectionOption option in ConnectionOption.Gather(url.Query, arguments))
        {
            OptionTranslation.Apply(connection, driver, option);
        }

        return connection is NpgsqlConnectionStringBuilder { Host: null or "" }
            ? throw new SqlConfigurationException("host", "The connection names no host: say host, or the folder of a socket.")
            : connection;
    }

    /// <summary>Sets a keyword; the provider's own complaint is kept, the value is not.</summary>
    public static void Set(DbConnectionStringBuilder connection, string keyword, object value, string option)
    {
        try
        {
            connection[keyword] = value;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or OverflowException or KeyNotFoundException or NotSupportedException)
        {
            throw new SqlConfigurationException(
                "connect_args", $"The option '{option}' of the connection is unknown, or its value cannot be used. See the keywords of {connection.GetType().Name}.");
        }
    }

    private static DbConnectionStringBuilder Empty(SqlDriver driver) => driver.Kind switch
    {
        // Which of many sets was refused is told from it.
        DriverKind.Npgsql => new NpgsqlConnectionStringBuilder { IncludeFailedBatchedCommand = true },
        DriverKind.Sqlite => new SqliteConnectionStringBuilder(),

        // Both are the service's own defaults since 2022, and what a password should travel by.
        DriverKind.SqlClient => new SqlConnectionStringBuilder { Encrypt = true },
        _ => driver.Factory.CreateConnectionStringBuilder() ?? new DbConnectionStringBuilder(),
    };

    private static void SetPlace(DbConnectionStringBuilder connection, SqlDialect dialect, SqlAlchemyUrl url)
    {
        int? port = url.Port ?? (url.Host is null ? null : dialect.DefaultPort);
        string? host = dialect.PortKeyword is null ? Joined(dialect, url, port) : url.Host;
        if (host is not null)
        {
            Set(connection, dialect.HostKeyword, host, "host");
        }

        if (dialect.PortKeyword is { } keyword && port is { } number)
        {
            Set(connection, keyword, number.ToString(CultureInfo.InvariantCulture), "port");
        }

        if (dialect.DatabaseKeyword is { } database && !string.IsNullOrEmpty(url.Database))
        {
            Set(connection, database, url.Database, "database");
        }
    }

    // An instance has a name in place of a port.
    private static string? Joined(SqlDialect dialect, SqlAlchemyUrl url, int? port)
    {
        bool isInstance = url.Port is null && url.Host?.Contains('\\', StringComparison.Ordinal) == true;
        string? host = url.Host is null || port is null || isInstance ? url.Host : string.Create(CultureInfo.InvariantCulture, $"{url.Host}{dialect.PortSeparator}{port}");
        return host is not null && dialect.DatabaseKeyword is null && !string.IsNullOrEmpty(url.Database) ? $"{host}/{url.Database}" : host;
    }

    private static void SetText(DbConnectionStringBuilder connection, string keyword, string? value, string option, DriverKind kind)
    {
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        if (kind == DriverKind.Sqlite && option == "username")
        {
            throw new SqlConfigurationException("username", "SQLite has no users: leave username out.");
        }

        Set(connection, keyword, value, option);
    }
}
