namespace Prefect.Databricks;

/// <summary>A machine of a cluster.</summary>
public sealed record SparkNode : DatabricksModel
{
    /// <summary>Address of the host, inside.</summary>
    public string? HostPrivateIp { get; init; }

    /// <summary>Id of the machine.</summary>
    public string? InstanceId { get; init; }

    /// <summary>What is peculiar to Amazon's.</summary>
    public SparkNodeAwsAttributes? NodeAwsAttributes { get; init; }

    /// <summary>Id of the machine.</summary>
    public string? NodeId { get; init; }

    /// <summary>Address, inside.</summary>
    public string? PrivateIp { get; init; }

    /// <summary>Name, outside.</summary>
    public string? PublicDns { get; init; }

    /// <summary>When it was started, in milliseconds since 1970.</summary>
    public long? StartTimestamp { get; init; }
}
