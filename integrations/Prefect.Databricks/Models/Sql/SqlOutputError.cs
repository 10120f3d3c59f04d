namespace Prefect.Databricks;

/// <summary>Why a query failed.</summary>
public sealed record SqlOutputError : DatabricksModel
{
    /// <summary>Text for people.</summary>
    public string? Message { get; init; }
}
