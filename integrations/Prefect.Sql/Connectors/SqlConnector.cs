using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Sql;

/// <summary>What <see cref="SqlAlchemyConnector"/> and <see cref="AsyncSqlAlchemyConnector"/> have in common: all but which drivers they take.</summary>
public abstract partial record SqlConnector : Block
{
    private protected SqlConnector()
    {
    }

    /// <summary>
    /// Where the database is and how to sign in to it: in parts, or as a URL in SQLAlchemy's form, such as
    /// <c>postgresql+asyncpg://user:password@host:5432/database</c>. A URL is kept in plain text in documents, as Python does, and masked
    /// in everything that is printed here.
    /// </summary>
    [BlockField(
        Schema = """{"anyOf":[{"$ref":"#/definitions/ConnectionComponents"},{"type":"string"}]}""",
        SecretPaths = ["connection_info.password"])]
    public required OneOf<ConnectionComponents, SecretString> ConnectionInfo { get; init; }

    /// <summary>Further options of the connection, by the names of SQLAlchemy's drivers or by those of a .NET connection string.</summary>
    [BlockField(Title = "Additional Connection Arguments")]
    public JsonObject? ConnectArgs { get; init; }

    /// <summary>How many rows are given at a time where the caller does not say, at least 1.</summary>
    public int FetchSize { get; init; } = 1;
}
