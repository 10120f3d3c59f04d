namespace Prefect.Databricks;

/// <summary>Runs spark-submit, on a new cluster.</summary>
public sealed record SparkSubmitTask : DatabricksModel
{
    /// <summary>Parameters, in order.</summary>
    public IReadOnlyList<string>? Parameters { get; init; }
}
