using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>
/// Work that runs in a container on Amazon ECS: what to run, on what, and with which rights. Its properties are the job variables of
/// Prefect's ECS worker, with their defaults.
/// </summary>
/// <remarks>
/// Running it builds a task definition, registers it unless an equal one is registered, and starts a task of it.
/// </remarks>
/// <example>
/// <code>
/// EcsTask report = new()
/// {
///     AwsCredentials = await AwsCredentials.LoadAsync("production"),
///     Image = "ghcr.io/acme/report:7",
///     Command = ["dotnet", "Report.dll", "2026-11-20"],
///     ExecutionRoleArn = "arn:aws:iam::123456789012:role/report-execution",
///     ConfigureCloudwatchLogs = true,
/// };
/// EcsTaskRun run = await report.RunAsync();
/// EcsTaskOutcome outcome = await run.WaitAsync();
/// </code>
/// </example>
[SyncTwins]
public sealed partial record EcsTask : IJob<EcsTaskOutcome>, ICheckable
{
    /// <summary>How to sign in. Default: as the machine says.</summary>
    public AwsCredentials AwsCredentials { get; init; } = new();

    /// <summary>Name of the work, which the family of its task definitions is called after where none is set.</summary>
    public string? Name { get; init; }

    /// <summary>What the container runs, word by word. Default: what its image says.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Environment variables of the container; null takes one away that the task definition has.</summary>
    public IReadOnlyDictionary<string, string?> Env { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>
    /// Environment variables that the service fills in itself, so that their values never pass through here: name, and ARN of a secret
    /// of Secrets Manager or a parameter of Systems Manager. The execution role must be allowed to read them.
    /// </summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Tags of the task; null leaves one out. What tags may not hold becomes a dash.</summary>
    public IReadOnlyDictionary<string, string?> Labels { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>ARN, or family and revision, of a registered task definition to use as it is. Default: one is built.</summary>
    public string? TaskDefinitionArn { get; init; }

    /// <summary>Name or ARN of the cluster. Default: the account's cluster <c>default</c>.</summary>
    public string? Cluster { get; init; }

    /// <summary>Family of the task definitions. Default: <c>prefect_</c> and <see cref="Name"/>.</summary>
    public string? Family { get; init; }

    /// <summary>
    /// What the container runs on. Null leaves it to the task definition and the cluster. A <c>launchType</c> in
    /// <see cref="TaskRunRequest"/> has precedence. Default: <see cref="EcsLaunchType.Fargate"/>.
    /// </summary>
    public EcsLaunchType? LaunchType { get; init; } = EcsLaunchType.Fargate;

    /// <summary>Capacity providers that share the tasks, in place of <see cref="LaunchType"/>.</summary>
    public IReadOnlyList<EcsCapacityProvider> CapacityProviderStrategy { get; init; } = [];

    /// <summary>Image of the container.</summary>
    public string? Image { get; init; }

    /// <summary>Processor time in 1/1024 of a processor. Default: 1024.</summary>
    public int? Cpu { get; init; }

    /// <summary>Memory in MiB. Default: 2048.</summary>
    public int? Memory { get; init; }

    /// <summary>Name of the container that the work is given to. Default: <c>prefect</c>, or else the task definition's first.</summary>
    public string? ContainerName { get; init; }

    /// <summary>ARN of a secret that the container gets as <c>PREFECT_API_KEY</c>.</summary>
    public string? PrefectApiKeySecretArn { get; init; }

    /// <summary>ARN of a secret that the container gets as <c>PREFECT_API_AUTH_STRING</c>.</summary>
    public string? PrefectApiAuthStringSecretArn { get; init; }

    /// <summary>ARN of the role that the container's program acts with.</summary>
    public string? TaskRoleArn { get; init; }

    /// <summary>ARN of the role that fetches the image, reads <see cref="Secrets"/> and writes logs.</summary>
    public string? ExecutionRoleArn { get; init; }

    /// <summary>Id of the VPC that the task is put in. Default: the region's default one.</summary>
    public string? VpcId { get; init; }

    /// <summary>Whether what the container prints goes to CloudWatch. Default: as the task definition says.</summary>
    public bool? ConfigureCloudwatchLogs { get; init; }

    /// <summary>Options of the log driver <c>awslogs</c> besides, or in place of, those that are set here.</summary>
    public IReadOnlyDictionary<string, string> CloudwatchLogsOptions { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What the names of log streams begin with. Default: <c>prefect-logs_</c> and the name of the work.</summary>
    public string? CloudwatchLogsPrefix { get; init; }

    /// <summary>Subnets and security groups; <see cref="VpcId"/> must be set too. Default: all subnets of the VPC, with public addresses.</summary>
    public EcsNetworkConfiguration? NetworkConfiguration { get; init; }

    /// <summary>Whether a task definition that was registered for a run is deregistered after it. Default: false.</summary>
    public bool AutoDeregisterTaskDefinition { get; init; }

    /// <summary>
    /// Whether the family's latest task definition is used when it is equal, where this process has not registered one yet.
    /// Default: false.
    /// </summary>
    public bool MatchLatestRevisionInFamily { get; init; }

    /// <summary>
    /// A task definition to begin with, in the service's own form. What is set above is put into it. Default: one with a single
    /// container.
    /// </summary>
    public JsonObject? TaskDefinition { get; init; }

    /// <summary>A <c>RunTask</c> request to begin with, in the service's own form. What is set above is put into it.</summary>
    public JsonObject? TaskRunRequest { get; init; }

    /// <summary>Attempts, waits and the clock. Default: those of the environment, see <see cref="EcsOptions.FromEnvironment()"/>.</summary>
    public EcsOptions? Options { get; init; }

    /// <summary>Gives name, image and cluster; never what is in the environment of the container.</summary>
    public override string ToString() => $"{nameof(EcsTask)} {{ Name = {Name}, Image = {Image}, Cluster = {Cluster}, TaskDefinitionArn = {TaskDefinitionArn} }}";
}
