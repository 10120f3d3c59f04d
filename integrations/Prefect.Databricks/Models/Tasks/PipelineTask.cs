namespace Prefect.Databricks;

/// <summary>Updates a pipeline of Delta Live Tables.</summary>
public sealed record PipelineTask : DatabricksModel
{
    /// <summary>Whether all tables are computed anew. Default: no.</summary>
    public bool? FullRefresh { get; init; }

    /// <summary>Id of the pipeline.</summary>
    public string? PipelineId { get; init; }
}
