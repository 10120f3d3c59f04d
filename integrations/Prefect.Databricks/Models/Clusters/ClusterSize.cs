namespace Prefect.Databricks;

/// <summary>Size of a cluster.</summary>
public sealed record ClusterSize : DatabricksModel
{
    /// <summary>Between how many workers load decides.</summary>
    public AutoScale? Autoscale { get; init; }

    /// <summary>How many workers there are, where load does not decide.</summary>
    public int? NumWorkers { get; init; }
}
