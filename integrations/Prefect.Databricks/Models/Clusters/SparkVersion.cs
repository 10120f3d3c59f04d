namespace Prefect.Databricks;

/// <summary>A version of Spark that clusters can have.</summary>
public sealed record SparkVersion : DatabricksModel
{
    /// <summary>Key, to ask for it with.</summary>
    public string? Key { get; init; }

    /// <summary>Name for people.</summary>
    public string? Name { get; init; }
}
