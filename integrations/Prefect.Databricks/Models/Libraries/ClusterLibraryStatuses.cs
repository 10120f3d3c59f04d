namespace Prefect.Databricks;

/// <summary>How far the libraries of a cluster are installed.</summary>
public sealed record ClusterLibraryStatuses : DatabricksModel
{
    /// <summary>Id of the cluster.</summary>
    public string? ClusterId { get; init; }

    /// <summary>The libraries.</summary>
    public IReadOnlyList<LibraryFullStatus>? LibraryStatuses { get; init; }
}
