using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>
/// Work that runs in a container on Azure Container Instances: what to run, where, and with which rights. Its properties are the job
/// variables of Prefect's worker for it, with their defaults.
/// </summary>
/// <remarks>
/// Running it deploys a container group with one container to the resource group. When the container has ended, the group is deleted,
/// or stopped and kept. An image that was not made from Prefect's needs <see cref="Entrypoint"/> to be null.
/// </remarks>
/// <example>
/// <code>
/// AciJob report = new()
/// {
///     AciCredentials = await AzureContainerInstanceCredentials.LoadAsync("production"),
///     SubscriptionId = "00000000-0000-0000-0000-000000000000",
///     ResourceGroupName = "data-jobs",
///     Image = "ghcr.io/acme/report:7",
///     Entrypoint = null,
///     Command = ["dotnet", "Report.dll", "2026-11-20"],
/// };
/// AciJobRun run = await report.RunAsync();
/// AciJobOutcome outcome = await run.WaitAsync();
/// </code>
/// </example>
[SyncTwins]
public sealed partial record AciJob : IJob<AciJobOutcome>, ICheckable
{
    /// <summary>How to sign in. Default: as the machine says.</summary>
    public AzureContainerInstanceCredentials AciCredentials { get; init; } = new();

    /// <summary>Id of the subscription.</summary>
    public required SecretString SubscriptionId { get; init; }

    /// <summary>Name of the resource group that the container group is put into.</summary>
    public required string ResourceGroupName { get; init; }

    /// <summary>Name of the work, which its container groups are called after.</summary>
    public string? Name { get; init; }

    /// <summary>What the container runs, word by word, after <see cref="Entrypoint"/>. Default: what its image says.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>
    /// Environment variables of the container; null leaves one out. <c>PREFECT_API_KEY</c> and <c>PREFECT_API_AUTH_STRING</c> are passed
    /// as <see cref="SecureEnv"/> are.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Env { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Environment variables whose values Azure shows to nobody. They have precedence over <see cref="Env"/>.</summary>
    public IReadOnlyDictionary<string, SecretString> SecureEnv { get; init; } = new Dictionary<string, SecretString>(StringComparer.Ordinal);

    /// <summary>Tags of the container group; null leaves one out. What names of tags may not hold becomes a dash.</summary>
    public IReadOnlyDictionary<string, string?> Labels { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Image of the container. Default: Prefect's own.</summary>
    public string? Image { get; init; }

    /// <summary>
    /// The program that is put before <see cref="Command"/>; null or empty for none. Default: that of Prefect's own image,
    /// <c>/opt/prefect/entrypoint.sh</c>.
    /// </summary>
    public string? Entrypoint { get; init; } = AciDefaults.Entrypoint;

    /// <summary>How a private image is fetched.</summary>
    public IAciImageRegistry? ImageRegistry { get; init; }

    /// <summary>
    /// Resource ids of user-assigned identities that the program may act as. That of <see cref="ImageRegistry"/> is added by itself.
    /// </summary>
    public IReadOnlyList<string> Identities { get; init; } = [];

    /// <summary>Processors. Default: 1.</summary>
    public double? Cpu { get; init; }

    /// <summary>Memory in GB. Default: 1.</summary>
    public double? Memory { get; init; }

    /// <summary>Number of graphics processors; needs <see cref="GpuSku"/>. Default: none.</summary>
    public int? GpuCount { get; init; }

    /// <summary>Kind of graphics processors, such as <c>V100</c>.</summary>
    public string? GpuSku { get; init; }

    /// <summary>Resource ids of the subnets that the container is put in. Default: none.</summary>
    public IReadOnlyList<string> SubnetIds { get; init; } = [];

    /// <summary>Addresses of the name servers that the container asks. Default: Azure's.</summary>
    public IReadOnlyList<string> DnsServers { get; init; } = [];

    /// <summary>Whether what the container prints is logged here while it is waited for. Default: false.</summary>
    public bool StreamOutput { get; init; }

    /// <summary>How long the container may take to start. Default: 240 s.</summary>
    public TimeSpan TaskStartTimeout { get; init; } = AciDefaults.StartTimeout;

    /// <summary>Time between two looks at the container, and at what it printed. Default: 5 s.</summary>
    public TimeSpan TaskWatchPollInterval { get; init; } = AciDefaults.PollInterval;

    /// <summary>Whether the container group is kept, stopped, once its container has ended. Default: false, so that it is deleted.</summary>
    public bool KeepContainerGroup { get; init; }

    /// <summary>
    /// A template to begin with, in the service's own form: its first resource is a container group with one container, and it has a
    /// parameter <c>container_group_name</c>. What is set above is put into it. Default: that of Prefect's worker.
    /// </summary>
    public JsonObject? ArmTemplate { get; init; }

    /// <summary>Patience and the clock. Default: <see cref="AciOptions.Default"/>.</summary>
    public AciOptions? Options { get; init; }

    /// <summary>Gives name, image and resource group; never what is in the environment of the container.</summary>
    public override string ToString() => $"{nameof(AciJob)} {{ Name = {Name}, Image = {Image}, ResourceGroupName = {ResourceGroupName} }}";
}
