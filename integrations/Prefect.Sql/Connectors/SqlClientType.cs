namespace Prefect.Sql;

/// <summary>What <see cref="SqlConnector.GetClientAsync"/> gives.</summary>
public enum SqlClientType
{
    /// <summary>The source of connections: <c>engine</c>.</summary>
    Engine,

    /// <summary>A connection of the caller's own: <c>connection</c>.</summary>
    Connection,
}
