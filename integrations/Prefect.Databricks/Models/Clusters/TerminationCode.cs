using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>Why a cluster was ended. Values that this version does not know are kept as they are.</summary>
/// <param name="Value">The service's name of it.</param>
[JsonConverter(typeof(NamedValueConverter<TerminationCode>))]
public readonly record struct TerminationCode(string Value) : INamedValue<TerminationCode>
{
    /// <summary>Somebody wanted it.</summary>
    public static TerminationCode UserRequest { get; } = new("USER_REQUEST");

    /// <summary>Its job has ended.</summary>
    public static TerminationCode JobFinished { get; } = new("JOB_FINISHED");

    /// <summary>Nobody used it.</summary>
    public static TerminationCode Inactivity { get; } = new("INACTIVITY");

    /// <summary>The cloud took its machines.</summary>
    public static TerminationCode CloudProviderShutdown { get; } = new("CLOUD_PROVIDER_SHUTDOWN");

    /// <summary>Its machines are out of reach.</summary>
    public static TerminationCode CommunicationLost { get; } = new("COMMUNICATION_LOST");

    /// <summary>The cloud gave no machines.</summary>
    public static TerminationCode CloudProviderLaunchFailure { get; } = new("CLOUD_PROVIDER_LAUNCH_FAILURE");

    /// <summary>Spark did not start.</summary>
    public static TerminationCode SparkStartupFailure { get; } = new("SPARK_STARTUP_FAILURE");

    /// <summary>It was asked for with a value that cannot be.</summary>
    public static TerminationCode InvalidArgument { get; } = new("INVALID_ARGUMENT");

    /// <summary>It did not start, for a reason nobody expected.</summary>
    public static TerminationCode UnexpectedLaunchFailure { get; } = new("UNEXPECTED_LAUNCH_FAILURE");

    /// <summary>The service is broken.</summary>
    public static TerminationCode InternalError { get; } = new("INTERNAL_ERROR");

    /// <summary>The driver failed.</summary>
    public static TerminationCode SparkError { get; } = new("SPARK_ERROR");

    /// <summary>The metastore is unwell.</summary>
    public static TerminationCode MetastoreComponentUnhealthy { get; } = new("METASTORE_COMPONENT_UNHEALTHY");

    /// <summary>The file system is unwell.</summary>
    public static TerminationCode DbfsComponentUnhealthy { get; } = new("DBFS_COMPONENT_UNHEALTHY");

    /// <summary>The driver is out of reach.</summary>
    public static TerminationCode DriverUnreachable { get; } = new("DRIVER_UNREACHABLE");

    /// <summary>The driver does not answer.</summary>
    public static TerminationCode DriverUnresponsive { get; } = new("DRIVER_UNRESPONSIVE");

    /// <summary>Machines are out of reach.</summary>
    public static TerminationCode InstanceUnreachable { get; } = new("INSTANCE_UNREACHABLE");

    /// <summary>Containers did not start.</summary>
    public static TerminationCode ContainerLaunchFailure { get; } = new("CONTAINER_LAUNCH_FAILURE");

    /// <summary>The pool gave no machines.</summary>
    public static TerminationCode InstancePoolClusterFailure { get; } = new("INSTANCE_POOL_CLUSTER_FAILURE");

    /// <summary>The service is too busy to take it.</summary>
    public static TerminationCode RequestRejected { get; } = new("REQUEST_REJECTED");

    /// <summary>An init script failed.</summary>
    public static TerminationCode InitScriptFailure { get; } = new("INIT_SCRIPT_FAILURE");

    /// <summary>The trial is over.</summary>
    public static TerminationCode TrialExpired { get; } = new("TRIAL_EXPIRED");

    static TerminationCode INamedValue<TerminationCode>.Of(string value) => new(value);

    /// <summary>Gives the service's name of it.</summary>
    public override string ToString() => Value ?? "";
}
