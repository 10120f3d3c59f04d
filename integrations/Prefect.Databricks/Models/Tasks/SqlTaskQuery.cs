namespace Prefect.Databricks;

/// <summary>The query of a task with SQL.</summary>
public sealed record SqlTaskQuery : DatabricksModel
{
    /// <summary>Id of the query.</summary>
    public required string QueryId { get; init; }
}
