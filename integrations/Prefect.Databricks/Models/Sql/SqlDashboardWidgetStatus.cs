using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>How far a part of a dashboard is. Values that this version does not know are kept as they are.</summary>
/// <param name="Value">The service's name of it.</param>
[JsonConverter(typeof(NamedValueConverter<SqlDashboardWidgetStatus>))]
public readonly record struct SqlDashboardWidgetStatus(string Value) : INamedValue<SqlDashboardWidgetStatus>
{
    /// <summary>It waits.</summary>
    public static SqlDashboardWidgetStatus Pending { get; } = new("PENDING");

    /// <summary>It is under way.</summary>
    public static SqlDashboardWidgetStatus Running { get; } = new("RUNNING");

    /// <summary>It is done.</summary>
    public static SqlDashboardWidgetStatus Success { get; } = new("SUCCESS");

    /// <summary>It failed.</summary>
    public static SqlDashboardWidgetStatus Failed { get; } = new("FAILED");

    /// <summary>It was cancelled.</summary>
    public static SqlDashboardWidgetStatus Cancelled { get; } = new("CANCELLED");

    static SqlDashboardWidgetStatus INamedValue<SqlDashboardWidgetStatus>.Of(string value) => new(value);

    /// <summary>Gives the service's name of it.</summary>
    public override string ToString() => Value ?? "";
}
