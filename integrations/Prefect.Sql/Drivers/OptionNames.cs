using System.Collections.Frozen;

namespace Prefect.Sql;

/// <summary>What options of Python's drivers are in .NET's connection strings.</summary>
internal static class OptionNames
{
    private static readonly FrozenSet<string> s_none = FrozenSet<string>.Empty;

    /// <summary>Options of the drivers of PostgreSQL: psycopg2, pg8000 and asyncpg.</summary>
    public static FrozenDictionary<string, string> PostgreSql { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["host"] = "Host",
        ["port"] = "Port",
        ["user"] = "Username",
        ["password"] = "Password",
        ["dbname"] = "Database",
        ["database"] = "Database",
        ["sslmode"] = "SSL Mode",
        ["ssl"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["sslpassword"] = "SSL Password",
        ["connect_timeout"] = "Timeout",
        ["timeout"] = "Timeout",
        ["command_timeout"] = "Command Timeout",
        ["application_name"] = "Application Name",
        ["client_encoding"] = "Client Encoding",
        ["target_session_attrs"] = "Target Session Attributes",
        ["passfile"] = "Passfile",
        ["krbsrvname"] = "Kerberos Service Name",
        ["keepalives"] = "TCP Keepalive",
        ["keepalives_idle"] = "TCP Keepalive Time",
        ["keepalives_interval"] = "TCP Keepalive Interval",
        ["gssencmode"] = "GSS Encryption Mode",
        ["search_path"] = "Search Path",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Options of pysqlite and aiosqlite.</summary>
    public static FrozenDictionary<string, string> Sqlite { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["timeout"] = "Default Timeout",
        ["mode"] = "Mode",
        ["cache"] = "Cache",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Options of the drivers of SQL Server: pyodbc and pymssql.</summary>
    public static FrozenDictionary<string, string> SqlServer { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["server"] = "Data Source",
        ["database"] = "Initial Catalog",
        ["user"] = "User ID",
        ["uid"] = "User ID",
        ["password"] = "Password",
        ["pwd"] = "Password",
        ["trusted_connection"] = "Integrated Security",
        ["encrypt"] = "Encrypt",
        ["trustservercertificate"] = "Trust Server Certificate",
        ["timeout"] = "Connect Timeout",
        ["login_timeout"] = "Connect Timeout",
        ["app"] = "Application Name",
        ["appname"] = "Application Name",
        ["applicationintent"] = "Application Intent",
        ["multisubnetfailover"] = "Multi Subnet Failover",
        ["authentication"] = "Authentication",
        ["wsid"] = "Workstation ID",
        ["packetsize"] = "Packet Size",
        ["failover_partner"] = "Failover Partner",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Options that tell Python's side something that has no meaning here.</summary>
    public static FrozenSet<string> WithoutMeaning(DriverKind kind) => kind switch
    {
        DriverKind.Npgsql => s_postgreSqlWithoutMeaning,
        DriverKind.Sqlite => s_sqliteWithoutMeaning,
        DriverKind.SqlClient => s_sqlServerWithoutMeaning,
        _ => s_none,
    };

    private static readonly FrozenSet<string> s_postgreSqlWithoutMeaning = Set(
        "prepared_statement_cache_size", "statement_cache_size", "prepared_statement_name_func", "max_cached_statement_lifetime", "async_fallback", "tcp_keepalive", "keepalives_count");

    private static readonly FrozenSet<string> s_sqliteWithoutMeaning = Set(
        "check_same_thread", "cached_statements", "detect_types", "uri", "isolation_level", "iter_chunk_size");

    private static readonly FrozenSet<string> s_sqlServerWithoutMeaning = Set(
        "driver", "charset", "autocommit", "ansi", "unicode_results", "mars_connection", "fast_executemany", "tds_version", "as_dict", "use_setinputsizes");

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
