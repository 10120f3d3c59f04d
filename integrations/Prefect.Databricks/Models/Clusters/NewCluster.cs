using System.Text.Json.Nodes;

namespace Prefect.Databricks;

/// <summary>A cluster that is made for a run.</summary>
public sealed record NewCluster : DatabricksModel
{
    /// <summary>Between how many workers load decides.</summary>
    public AutoScale? Autoscale { get; init; }

    /// <summary>How machines of Amazon's are taken.</summary>
    public AwsAttributes? AwsAttributes { get; init; }

    /// <summary>Where logs are delivered to.</summary>
    public ClusterLogConf? ClusterLogConf { get; init; }

    /// <summary>Labels of the machines, by name.</summary>
    public JsonObject? CustomTags { get; init; }

    /// <summary>Id of the pool that the driver is taken from.</summary>
    public string? DriverInstancePoolId { get; init; }

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

    /// <summary>How many workers there are, besides the driver.</summary>
    public int? NumWorkers { get; init; }

    /// <summary>Id of the policy that the cluster keeps to.</summary>
    public string? PolicyId { get; init; }

    /// <summary>Settings of Spark, by name.</summary>
    public JsonObject? SparkConf { get; init; }

    /// <summary>Variables of the environment, by name. For a secret write <c>{{secrets/scope/key}}</c>.</summary>
    public JsonObject? SparkEnvVars { get; init; }

    /// <summary>Version of the runtime, such as <c>13.3.x-scala2.12</c>.</summary>
    public required string SparkVersion { get; init; }

    /// <summary>Keys that people may sign in to the machines with.</summary>
    public IReadOnlyList<string>? SshPublicKeys { get; init; }
}
