namespace Prefect.Databricks;

/// <summary>The dashboard of a task with SQL.</summary>
public sealed record SqlTaskDashboard : DatabricksModel
{
    /// <summary>Id of the dashboard.</summary>
    public required string DashboardId { get; init; }
}
