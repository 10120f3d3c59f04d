using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>What an alert gave.</summary>
public sealed record SqlAlertOutput : DatabricksModel
{
    /// <summary>Address of the result's page.</summary>
    public string? OutputLink { get; init; }

    /// <summary>The query.</summary>
    public string? QueryText { get; init; }

    /// <summary>The statements.</summary>
    [JsonConverter(typeof(OneOrManyConverter<SqlStatementOutput>))]
    public IReadOnlyList<SqlStatementOutput>? SqlStatements { get; init; }

    /// <summary>Id of the SQL warehouse.</summary>
    public string? WarehouseId { get; init; }
}
