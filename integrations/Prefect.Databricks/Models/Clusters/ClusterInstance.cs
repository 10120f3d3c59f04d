namespace Prefect.Databricks;

/// <summary>The cluster that a run was carried out on.</summary>
public sealed record ClusterInstance : DatabricksModel
{
    /// <summary>Id of the cluster.</summary>
    public string? ClusterId { get; init; }

    /// <summary>Id of Spark's context.</summary>
    public string? SparkContextId { get; init; }
}
