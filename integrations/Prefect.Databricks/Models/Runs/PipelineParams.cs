namespace Prefect.Databricks;

/// <summary>Parameters of a pipeline's tasks.</summary>
public sealed record PipelineParams : DatabricksModel
{
    /// <summary>Whether all tables are computed anew. Default: no.</summary>
    public bool? FullRefresh { get; init; }
}
