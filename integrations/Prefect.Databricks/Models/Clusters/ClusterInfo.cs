using System.Text.Json.Nodes;

namespace Prefect.Databricks;

/// <summary>A cluster.</summary>
public sealed record ClusterInfo : DatabricksModel
{
    /// <summary>Between how many workers load decides.</summary>
    public AutoScale? Autoscale { get; init; }

    /// <summary>After how many minutes of idleness it is ended; 0 for never.</summary>
    public int? AutoterminationMinutes { get; init; }

    /// <summary>How machines of Amazon's are taken.</summary>
    public AwsAttributes? AwsAttributes { get; init; }

    /// <summary>Cores of all machines.</summary>
    public double? ClusterCores { get; init; }

    /// <summary>Id of the cluster.</summary>
    public string? ClusterId { get; init; }

    /// <summary>Where logs are delivered to.</summary>
    public ClusterLogConf? ClusterLogConf { get; init; }

    /// <summary>Whether logs were delivered.</summary>
    public LogSyncStatus? ClusterLogStatus { get; init; }

    /// <summary>Memory of all machines in MiB.</summary>
    public long? ClusterMemoryMb { get; init; }

    /// <summary>Name of the cluster.</summary>
    public string? ClusterName { get; init; }

    /// <summary>Who created it.</summary>
    public ClusterSource? ClusterSource { get; init; }

    /// <summary>Who created it; null when that user is no more.</summary>
    public string? CreatorUserName { get; init; }

    /// <summary>Labels of the machines, by name.</summary>
    public JsonNode? CustomTags { get; init; }

    /// <summary>Labels that Databricks adds, by name.</summary>
    public JsonObject? DefaultTags { get; init; }

    /// <summary>Image that the machines run in.</summary>
    public DockerImage? DockerImage { get; init; }

    /// <summary>The driver.</summary>
    public SparkNode? Driver { get; init; }

    /// <summary>Kind of the driver's machine. Default: that of the workers.</summary>
    public string? DriverNodeTypeId { get; init; }

    /// <summary>Whether disks grow.</summary>
    public bool? EnableElasticDisk { get; init; }

    /// <summary>The workers.</summary>
    public IReadOnlyList<SparkNode>? Executors { get; init; }

    /// <summary>Scripts that are run on each machine as it starts.</summary>
    public IReadOnlyList<InitScriptInfo>? InitScripts { get; init; }

    /// <summary>Id of the pool that machines are taken from.</summary>
    public string? InstancePoolId { get; init; }

    /// <summary>Port that JDBC reaches the driver at.</summary>
    public int? JdbcPort { get; init; }

    /// <summary>When it was last used, in milliseconds since 1970.</summary>
    public long? LastActivityTime { get; init; }

    /// <summary>When the driver last lost its state, in milliseconds since 1970.</summary>
    public long? LastStateLossTime { get; init; }

    /// <summary>Kind of the machines.</summary>
    public string? NodeTypeId { get; init; }

    /// <summary>How many workers there are, besides the driver.</summary>
    public int? NumWorkers { get; init; }

    /// <summary>Settings of Spark, by name.</summary>
    public JsonObject? SparkConf { get; init; }

    /// <summary>Id of Spark's context.</summary>
    public long? SparkContextId { get; init; }

    /// <summary>Variables of the environment, by name. For a secret write <c>{{secrets/scope/key}}</c>.</summary>
    public JsonObject? SparkEnvVars { get; init; }

    /// <summary>Version of the runtime, such as <c>13.3.x-scala2.12</c>.</summary>
    public string? SparkVersion { get; init; }

    /// <summary>Keys that people may sign in to the machines with.</summary>
    public IReadOnlyList<string>? SshPublicKeys { get; init; }

    /// <summary>When it was started, in milliseconds since 1970.</summary>
    public long? StartTime { get; init; }

    /// <summary>State.</summary>
    public ClusterState? State { get; init; }

    /// <summary>The service's own words.</summary>
    public string? StateMessage { get; init; }

    /// <summary>When it was ended, in milliseconds since 1970.</summary>
    public long? TerminatedTime { get; init; }

    /// <summary>Why it was ended.</summary>
    public TerminationReason? TerminationReason { get; init; }
}
