namespace Prefect.Databricks;

/// <summary>What a part of a dashboard gave.</summary>
public sealed record SqlDashboardWidgetOutput : DatabricksModel
{
    /// <summary>When it ended, in milliseconds since 1970; 0 or null until then.</summary>
    public long? EndTime { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public SqlOutputError? Error { get; init; }

    /// <summary>Address of the result's page.</summary>
    public string? OutputLink { get; init; }

    /// <summary>When it began, in milliseconds since 1970.</summary>
    public long? StartTime { get; init; }

    /// <summary>How far it is.</summary>
    public SqlDashboardWidgetStatus? Status { get; init; }

    /// <summary>Id of the part.</summary>
    public string? WidgetId { get; init; }

    /// <summary>Title of the part.</summary>
    public string? WidgetTitle { get; init; }
}
