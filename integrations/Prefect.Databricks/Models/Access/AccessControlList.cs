using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>Who may do what with a job.</summary>
public sealed record AccessControlList : DatabricksModel
{
    /// <summary>Who may do what with it.</summary>
    [JsonPropertyName("access_control_list")]
    public IReadOnlyList<AccessControlRequest>? Requests { get; init; }
}
