using System.Text.Json.Serialization;
using Prefect.Blocks;

namespace Prefect.Snowflake;

/// <summary>Runs SQL in Snowflake.</summary>
/// <example>
/// <code>
/// SnowflakeConnector connector = await SnowflakeConnector.LoadAsync("warehouse");
/// BlockCheckResult result = await connector.CheckAsync();
/// </code>
/// </example>
[Block(
    "Snowflake Connector",
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/bd359de0b4be76c2254bd329fe3a267a1a3879c2-250x250.png",
    Documentation = "https://docs.prefect.io/integrations/prefect-snowflake")]
public sealed partial record SnowflakeConnector : Block
{
    /// <summary>How to sign in.</summary>
    public required SnowflakeCredentials Credentials { get; init; }

    /// <summary>Name of the database that is worked in.</summary>
    public required string Database { get; init; }

    /// <summary>Name of the warehouse that computes.</summary>
    public required string Warehouse { get; init; }

    /// <summary>Name of the schema that is worked in.</summary>
    [JsonPropertyName("schema_")]
    [BlockField(WrittenAs = "schema")]
    public required string Schema { get; init; }

    /// <summary>How many rows are given at a time where the caller does not say, at least 1.</summary>
    public int FetchSize { get; init; } = 1;

    /// <summary>Seconds between two looks at a query that runs on, at least 1.</summary>
    [BlockField(Title = "Poll Frequency [seconds]")]
    public int PollFrequencyS { get; init; } = 1;
}
