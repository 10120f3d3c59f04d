namespace Prefect.Databricks;

/// <summary>What a task with SQL gave: one of these.</summary>
public sealed record SqlOutput : DatabricksModel
{
    /// <summary>Of an alert.</summary>
    public SqlAlertOutput? AlertOutput { get; init; }

    /// <summary>Of a dashboard.</summary>
    public SqlDashboardOutput? DashboardOutput { get; init; }

    /// <summary>Of a query.</summary>
    public SqlQueryOutput? QueryOutput { get; init; }
}
