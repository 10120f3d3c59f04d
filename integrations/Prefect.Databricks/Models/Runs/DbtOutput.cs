using System.Text.Json.Nodes;

namespace Prefect.Databricks;

/// <summary>What a task with dbt left.</summary>
public sealed record DbtOutput : DatabricksModel
{
    /// <summary>Headers that the link wants.</summary>
    public JsonObject? ArtifactsHeaders { get; init; }

    /// <summary>Address of an archive of dbt's artifacts, for a short while.</summary>
    public string? ArtifactsLink { get; init; }
}
