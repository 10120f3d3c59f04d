using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Prefect.Sql;

/// <summary>A provider, and what is particular about its kind of database.</summary>
internal sealed class SqlDriver(SqlDialect dialect, Func<DbProviderFactory> factory)
{
    private readonly Lazy<DbProviderFactory> _factory = new(factory);

    public SqlDialect Dialect => dialect;

    public DbProviderFactory Factory => _factory.Value;

    /// <summary>By the provider, since rules may be those of another kind of database.</summary>
    public DriverKind Kind => Factory switch
    {
        NpgsqlFactory => DriverKind.Npgsql,
        SqliteFactory => DriverKind.Sqlite,
        SqlClientFactory => DriverKind.SqlClient,
        _ => DriverKind.Other,
    };
}
