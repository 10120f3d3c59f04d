namespace Prefect.Snowflake;

/// <summary>Where a connection works and how it behaves. What is set here goes before what the credentials say.</summary>
public sealed record SnowflakeConnectOptions
{
    /// <summary>Nothing is said: the credentials and the user's own defaults decide.</summary>
    public static SnowflakeConnectOptions Default { get; } = new();

    /// <summary>Database that names without one are looked up in. Default: the user's own.</summary>
    public string? Database { get; init; }

    /// <summary>Schema that names without one are looked up in. Default: the user's own.</summary>
    public string? Schema { get; init; }

    /// <summary>Warehouse that queries run on. Default: the user's own.</summary>
    public string? Warehouse { get; init; }

    /// <summary>Role that the session has. Default: that of the credentials, or else the user's own.</summary>
    public string? Role { get; init; }

    /// <summary>Whether each statement is committed by itself. Default: what the credentials say, or else the account.</summary>
    public bool? Autocommit { get; init; }

    /// <summary>Name by which the account's history knows this program. Default: <c>Prefect_Snowflake_Collection</c>.</summary>
    public string Application { get; init; } = "Prefect_Snowflake_Collection";

    /// <summary>Further parameters of the session by their names, such as <c>TIMEZONE</c> or <c>QUERY_TAG</c>.</summary>
    public IReadOnlyDictionary<string, string> SessionParameters { get; init; } = new Dictionary<string, string>();
}
