namespace Prefect.Databricks;

/// <summary>What the cloud has of a kind of machines.</summary>
public sealed record ClusterCloudProviderNodeInfo : DatabricksModel
{
    /// <summary>Cores that are still to be had.</summary>
    public int? AvailableCoreQuota { get; init; }

    /// <summary>How it stands.</summary>
    public ClusterCloudProviderNodeStatus? Status { get; init; }

    /// <summary>Cores that are to be had at all.</summary>
    public int? TotalCoreQuota { get; init; }
}
