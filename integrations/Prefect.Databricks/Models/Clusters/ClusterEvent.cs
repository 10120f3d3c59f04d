namespace Prefect.Databricks;

/// <summary>Something that happened to a cluster.</summary>
public sealed record ClusterEvent : DatabricksModel
{
    /// <summary>Id of the cluster.</summary>
    public required string ClusterId { get; init; }

    /// <summary>What is known about it.</summary>
    public required EventDetails Details { get; init; }

    /// <summary>When, in milliseconds since 1970.</summary>
    public long? Timestamp { get; init; }

    /// <summary>What happened.</summary>
    public required ClusterEventType Type { get; init; }
}
