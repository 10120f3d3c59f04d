using System.Text.Json.Nodes;

namespace Prefect.Databricks;

/// <summary>What is set of a cluster.</summary>
public sealed record ClusterAttributes : DatabricksModel
{
    /// <summary>After how many minutes of idleness it is ended; 0 for never.</summary>
    public int? AutoterminationMinutes { get; init; }

    /// <summary>How machines of Amazon's are taken.</summary>
    public AwsAttributes? AwsAttributes { get; init; }

    /// <summary>Where logs are delivered to.</summary>
    public ClusterLogConf? ClusterLogConf { get; init; }

    /// <summary>Name of the cluster.</summary>
    public string? ClusterName { get; init; }

    /// <summary>Who created it.</summary>
    public ClusterSource? ClusterSource { get; init; }

    /// <summary>Labels of the machines, by name.</summary>
    public JsonObject? CustomTags { get; init; }

    /// <summary>Image that the machines run in.</summary>
    public DockerImage? DockerImage { get; init; }

    /// <summary>Kind of the driver's machine. Default: that of the workers.</summary>
    public string? DriverNodeTypeId { get; init; }

    /// <summary>Whether disks grow.</summary>
    public bool? EnableElasticDisk { get; init; }

    /// <summary>Whether disks are encrypted.</summary>
    public bool? EnableLocalDiskEncryption { get; init; }

    /// <summary>Scripts that are run on each machine as it starts.</summary>
    public IReadOnlyList<InitScriptInfo>? InitScripts { get; init; }

    /// <summary>Id of the pool that machines are taken from.</summary>
    public string? InstancePoolId { get; init; }

    /// <summary>Kind of the machines.</summary>
    public string? NodeTypeId { get; init; }

    /// <summary>Id of the policy that the cluster keeps to.</summary>
    public string? PolicyId { get; init; }

    /// <summary>Settings of Spark, by name.</summary>
    public JsonObject? SparkConf { get; init; }

    /// <summary>Variables of the environment, by name. For a secret write <c>{{secrets/scope/key}}</c>.</summary>
    public JsonObject? SparkEnvVars { get; init; }

    /// <summary>Version of the runtime, such as <c>13.3.x-scala2.12</c>.</summary>
    public string? SparkVersion { get; init; }

    /// <summary>Keys that people may sign in to the machines with.</summary>
    public IReadOnlyList<string>? SshPublicKeys { get; init; }
}
