using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>What happened to a cluster. Values that this version does not know are kept as they are.</summary>
/// <param name="Value">The service's name of it.</param>
[JsonConverter(typeof(NamedValueConverter<ClusterEventType>))]
public readonly record struct ClusterEventType(string Value) : INamedValue<ClusterEventType>
{
    /// <summary>It is being created.</summary>
    public static ClusterEventType Creating { get; } = new("CREATING");

    /// <summary>A disk was low and was not made larger.</summary>
    public static ClusterEventType DidNotExpandDisk { get; } = new("DID_NOT_EXPAND_DISK");

    /// <summary>A disk was low and was made larger.</summary>
    public static ClusterEventType ExpandedDisk { get; } = new("EXPANDED_DISK");

    /// <summary>A disk was low and could not be made larger.</summary>
    public static ClusterEventType FailedToExpandDisk { get; } = new("FAILED_TO_EXPAND_DISK");

    /// <summary>Its init scripts begin.</summary>
    public static ClusterEventType InitScriptsStarting { get; } = new("INIT_SCRIPTS_STARTING");

    /// <summary>Its init scripts have ended.</summary>
    public static ClusterEventType InitScriptsFinished { get; } = new("INIT_SCRIPTS_FINISHED");

    /// <summary>It starts.</summary>
    public static ClusterEventType Starting { get; } = new("STARTING");

    /// <summary>It starts again.</summary>
    public static ClusterEventType Restarting { get; } = new("RESTARTING");

    /// <summary>It is being ended.</summary>
    public static ClusterEventType Terminating { get; } = new("TERMINATING");

    /// <summary>It was changed.</summary>
    public static ClusterEventType Edited { get; } = new("EDITED");

    /// <summary>It is ready.</summary>
    public static ClusterEventType Running { get; } = new("RUNNING");

    /// <summary>Its size is being changed.</summary>
    public static ClusterEventType Resizing { get; } = new("RESIZING");

    /// <summary>Machines were added.</summary>
    public static ClusterEventType UpsizeCompleted { get; } = new("UPSIZE_COMPLETED");

    /// <summary>Machines were lost.</summary>
    public static ClusterEventType NodesLost { get; } = new("NODES_LOST");

    /// <summary>The driver is ready and well.</summary>
    public static ClusterEventType DriverHealthy { get; } = new("DRIVER_HEALTHY");

    /// <summary>The driver is out of reach.</summary>
    public static ClusterEventType DriverUnavailable { get; } = new("DRIVER_UNAVAILABLE");

    /// <summary>The driver threw an exception.</summary>
    public static ClusterEventType SparkException { get; } = new("SPARK_EXCEPTION");

    /// <summary>The driver is up and does not answer.</summary>
    public static ClusterEventType DriverNotResponding { get; } = new("DRIVER_NOT_RESPONDING");

    /// <summary>The driver is up and its file system is not.</summary>
    public static ClusterEventType DbfsDown { get; } = new("DBFS_DOWN");

    /// <summary>The driver is up and the metastore is not.</summary>
    public static ClusterEventType MetastoreDown { get; } = new("METASTORE_DOWN");

    /// <summary>Spark does not use a machine any more.</summary>
    public static ClusterEventType NodeBlacklisted { get; } = new("NODE_BLACKLISTED");

    /// <summary>It was pinned.</summary>
    public static ClusterEventType Pinned { get; } = new("PINNED");

    /// <summary>It is no longer pinned.</summary>
    public static ClusterEventType Unpinned { get; } = new("UNPINNED");

    static ClusterEventType INamedValue<ClusterEventType>.Of(string value) => new(value);

    /// <summary>Gives the service's name of it.</summary>
    public override string ToString() => Value ?? "";
}
