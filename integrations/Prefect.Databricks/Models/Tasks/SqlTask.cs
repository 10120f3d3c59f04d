using System.Text.Json.Nodes;

namespace Prefect.Databricks;

/// <summary>Runs a query, an alert or a dashboard: one of these.</summary>
public sealed record SqlTask : DatabricksModel
{
    /// <summary>The alert.</summary>
    public SqlTaskAlert? Alert { get; init; }

    /// <summary>The dashboard.</summary>
    public SqlTaskDashboard? Dashboard { get; init; }

    /// <summary>Parameters, by name.</summary>
    public JsonObject? Parameters { get; init; }

    /// <summary>The query.</summary>
    public SqlTaskQuery? Query { get; init; }

    /// <summary>Id of the SQL warehouse.</summary>
    public required string WarehouseId { get; init; }
}
