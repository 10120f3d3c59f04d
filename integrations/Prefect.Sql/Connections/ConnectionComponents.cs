using Prefect.Blocks;

namespace Prefect.Sql;

/// <summary>Where a database is and how to sign in to it, in parts.</summary>
[BlockModel]
public sealed partial record ConnectionComponents
{
    /// <summary>The kind of database and its driver, such as <c>postgresql+asyncpg</c>: a known one, or any other text of that form.</summary>
    public required OneOf<AsyncDriver, SyncDriver, string> Driver { get; init; }

    /// <summary>Name of the database, or path of its file.</summary>
    public string? Database { get; init; }

    /// <summary>Name of the user.</summary>
    public string? Username { get; init; }

    /// <summary>Password of the user.</summary>
    public SecretString? Password { get; init; }

    /// <summary>Name or address of the host.</summary>
    public string? Host { get; init; }

    /// <summary>The port, 1 to 65535. Default: that of the kind of database.</summary>
    public int? Port { get; init; }

    /// <summary>Further options of the connection, by the names of SQLAlchemy's drivers.</summary>
    public IReadOnlyDictionary<string, string>? Query { get; init; }

    /// <summary>Gives the URL that the parts make, in SQLAlchemy's form.</summary>
    /// <exception cref="SqlConfigurationException">There is no driver, or the port is none.</exception>
    public SqlAlchemyUrl CreateUrl() => new()
    {
        Driver = DriverName is { Length: > 0 } driver ? driver : throw new SqlConfigurationException("driver", "The connection has no driver."),
        Username = Username,
        Password = Password,
        Host = Host,
        Port = Port is null or (> 0 and < 65536)
            ? Port
            : throw new SqlConfigurationException("port", $"The port must be 1 to 65535, not {Port}."),
        Database = Database,
        Query = Query ?? new Dictionary<string, string>(StringComparer.Ordinal),
    };

    private string DriverName => Driver.Match(SqlDriverNames.Of, SqlDriverNames.Of, static name => name) ?? "";
}
