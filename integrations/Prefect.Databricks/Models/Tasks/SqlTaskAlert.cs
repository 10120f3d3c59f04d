namespace Prefect.Databricks;

/// <summary>The alert of a task with SQL.</summary>
public sealed record SqlTaskAlert : DatabricksModel
{
    /// <summary>Id of the alert.</summary>
    public required string AlertId { get; init; }
}
