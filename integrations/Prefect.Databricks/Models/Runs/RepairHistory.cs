using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>The attempts of a run.</summary>
public sealed record RepairHistory : DatabricksModel
{
    /// <summary>The attempts, the first one first.</summary>
    [JsonPropertyName("repair_history")]
    public IReadOnlyList<RepairHistoryItem>? Items { get; init; }
}
