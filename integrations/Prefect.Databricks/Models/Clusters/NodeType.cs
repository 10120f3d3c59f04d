namespace Prefect.Databricks;

/// <summary>A kind of machines.</summary>
public sealed record NodeType : DatabricksModel
{
    /// <summary>What it is, in words.</summary>
    public required string Description { get; init; }

    /// <summary>The cloud's id of it.</summary>
    public required string InstanceTypeId { get; init; }

    /// <summary>Whether it is not to be used any more.</summary>
    public bool? IsDeprecated { get; init; }

    /// <summary>Memory in MiB.</summary>
    public required int MemoryMb { get; init; }

    /// <summary>What the cloud has of it.</summary>
    public ClusterCloudProviderNodeInfo? NodeInfo { get; init; }

    /// <summary>Kind of the machines.</summary>
    public required string NodeTypeId { get; init; }

    /// <summary>Cores.</summary>
    public double? NumCores { get; init; }
}
