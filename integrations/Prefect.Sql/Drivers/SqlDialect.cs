namespace Prefect.Sql;

/// <summary>What is particular about a kind of database and its ADO.NET provider: keywords of connection strings, and how SQL is written.</summary>
public sealed record SqlDialect
{
    /// <summary>Name of the kind of database, as URLs begin with it and traces have it.</summary>
    public required string Name { get; init; }

    /// <summary>The port where none is said; null where the provider knows.</summary>
    public int? DefaultPort { get; init; }

    /// <summary>Keyword for the host in connection strings. Default: <c>Host</c>.</summary>
    public string HostKeyword { get; init; } = "Host";

    /// <summary>Keyword for the port; null where it stands behind the host. Default: <c>Port</c>.</summary>
    public string? PortKeyword { get; init; } = "Port";

    /// <summary>What stands between host and port where they are one. Default: a colon.</summary>
    public string PortSeparator { get; init; } = ":";

    /// <summary>Keyword for the database; null where it stands behind host and port, after a slash. Default: <c>Database</c>.</summary>
    public string? DatabaseKeyword { get; init; } = "Database";

    /// <summary>Keyword for the user. Default: <c>Username</c>.</summary>
    public string UsernameKeyword { get; init; } = "Username";

    /// <summary>Keyword for the password. Default: <c>Password</c>.</summary>
    public string PasswordKeyword { get; init; } = "Password";

    /// <summary>What parameters begin with in the provider's SQL. Default: <c>@</c>.</summary>
    public char ParameterMarker { get; init; } = '@';

    /// <summary>Whether a backslash in a quoted text makes the next character one of it. Default: false.</summary>
    public bool BackslashEscapes { get; init; }

    /// <summary>Whether texts may stand between <c>$$</c> or <c>$tag$</c>. Default: false.</summary>
    public bool DollarQuotes { get; init; }

    /// <summary>Whether names may stand between square brackets. Default: false.</summary>
    public bool BracketQuotes { get; init; }

    /// <summary>Whether comments may stand in comments. Default: false.</summary>
    public bool NestedComments { get; init; }

    /// <summary>Whether a comment may begin with <c>#</c>. Default: false.</summary>
    public bool HashComments { get; init; }

    /// <summary>A query that changes nothing, by which a connection is tried. Default: <c>SELECT 1</c>.</summary>
    public string Probe { get; init; } = "SELECT 1";

    /// <summary>PostgreSQL, and what speaks like it, by Npgsql.</summary>
    public static SqlDialect PostgreSql { get; } = new() { Name = "postgresql", DefaultPort = 5432, DollarQuotes = true, NestedComments = true };

    /// <summary>SQLite, by Microsoft.Data.Sqlite.</summary>
    public static SqlDialect Sqlite { get; } = new() { Name = "sqlite", DatabaseKeyword = "Data Source", BracketQuotes = true, Probe = "SELECT 1 FROM sqlite_master LIMIT 1" };

    /// <summary>SQL Server and Azure SQL, by Microsoft.Data.SqlClient.</summary>
    public static SqlDialect SqlServer { get; } = new()
    {
        Name = "mssql",
        DefaultPort = 1433,
        HostKeyword = "Data Source",
        PortKeyword = null,
        PortSeparator = ",",
        DatabaseKeyword = "Initial Catalog",
        UsernameKeyword = "User ID",
        BracketQuotes = true,
        NestedComments = true,
    };

    /// <summary>MySQL and MariaDB, by MySqlConnector or MySql.Data.</summary>
    public static SqlDialect MySql { get; } = new()
    {
        Name = "mysql", DefaultPort = 3306, HostKeyword = "Server", UsernameKeyword = "User ID", BackslashEscapes = true, HashComments = true,
    };

    /// <summary>Oracle, by Oracle.ManagedDataAccess.</summary>
    public static SqlDialect Oracle { get; } = new()
    {
        Name = "oracle",
        DefaultPort = 1521,
        HostKeyword = "Data Source",
        PortKeyword = null,
        DatabaseKeyword = null,
        UsernameKeyword = "User Id",
        ParameterMarker = ':',
        Probe = "SELECT 1 FROM DUAL",
    };
}
