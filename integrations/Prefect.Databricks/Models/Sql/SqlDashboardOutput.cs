using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>What a dashboard gave.</summary>
public sealed record SqlDashboardOutput : DatabricksModel
{
    /// <summary>The parts.</summary>
    [JsonConverter(typeof(OneOrManyConverter<SqlDashboardWidgetOutput>))]
    public IReadOnlyList<SqlDashboardWidgetOutput>? Widgets { get; init; }
}
