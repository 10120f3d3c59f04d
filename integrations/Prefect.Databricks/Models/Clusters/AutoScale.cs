namespace Prefect.Databricks;

/// <summary>How few and how many workers a cluster may have.</summary>
public sealed record AutoScale : DatabricksModel
{
    /// <summary>Most workers that load may add.</summary>
    public int? MaxWorkers { get; init; }

    /// <summary>Fewest workers, which it begins with.</summary>
    public int? MinWorkers { get; init; }
}
