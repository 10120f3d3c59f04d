using System.Text.Json.Nodes;

namespace Prefect.Databricks;

/// <summary>Runs a notebook.</summary>
public sealed record NotebookTask : DatabricksModel
{
    /// <summary>Parameters, by name.</summary>
    public JsonObject? BaseParameters { get; init; }

    /// <summary>Path of the notebook.</summary>
    public required string NotebookPath { get; init; }

    /// <summary>Where the notebook is.</summary>
    public NotebookSource? Source { get; init; }
}
