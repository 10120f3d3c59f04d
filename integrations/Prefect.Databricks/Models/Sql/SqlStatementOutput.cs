namespace Prefect.Databricks;

/// <summary>A statement that was carried out.</summary>
public sealed record SqlStatementOutput : DatabricksModel
{
    /// <summary>Key of the statement.</summary>
    public string? LookupKey { get; init; }
}
