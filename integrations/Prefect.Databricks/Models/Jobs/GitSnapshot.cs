namespace Prefect.Databricks;

/// <summary>The commit that a run was carried out with.</summary>
public sealed record GitSnapshot : DatabricksModel
{
    /// <summary>The commit.</summary>
    public string? UsedCommit { get; init; }
}
