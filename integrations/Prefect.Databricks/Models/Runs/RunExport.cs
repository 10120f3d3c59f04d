namespace Prefect.Databricks;

/// <summary>The pages of a run's notebook.</summary>
public sealed record RunExport : DatabricksModel
{
    /// <summary>The pages.</summary>
    public IReadOnlyList<ViewItem>? Views { get; init; }
}
