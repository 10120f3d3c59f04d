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
}
