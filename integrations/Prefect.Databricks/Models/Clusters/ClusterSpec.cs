namespace Prefect.Databricks;

/// <summary>The cluster of a run: one that is there, or a new one.</summary>
public sealed record ClusterSpec : DatabricksModel
{
    /// <summary>Id of a cluster that is there.</summary>
    public string? ExistingClusterId { get; init; }

    /// <summary>Libraries that are installed first.</summary>
    public IReadOnlyList<Library>? Libraries { get; init; }

    /// <summary>A cluster that is made for it.</summary>
    public NewCluster? NewCluster { get; init; }
}
