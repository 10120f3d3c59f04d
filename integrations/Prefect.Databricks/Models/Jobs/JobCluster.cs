namespace Prefect.Databricks;

/// <summary>A cluster that tasks of a job share.</summary>
public sealed record JobCluster : DatabricksModel
{
    /// <summary>Name of a cluster that tasks of the job share.</summary>
    public required string JobClusterKey { get; init; }

    /// <summary>A cluster that is made for it.</summary>
    public NewCluster? NewCluster { get; init; }
}
