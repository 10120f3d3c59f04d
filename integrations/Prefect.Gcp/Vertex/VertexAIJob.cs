using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>
/// Work that runs in a container on Google's Vertex AI: what to run, on what machine, and with which rights. Its properties are the job
/// variables of Prefect's worker for it, with their defaults.
/// </summary>
/// <remarks>Running it creates a custom job in the region. The service keeps the job once it has ended.</remarks>
/// <example>
/// <code>
/// VertexAIJob training = new()
/// {
///     Credentials = await GcpCredentials.LoadAsync("production"),
///     Region = "europe-west4",
///     Image = "europe-west4-docker.pkg.dev/acme/images/training:7",
///     Command = ["python", "train.py"],
///     AcceleratorType = "NVIDIA_TESLA_T4",
///     AcceleratorCount = 1,
/// };
/// VertexAIJobRun run = await training.RunAsync();
/// VertexAIOutcome outcome = await run.WaitAsync();
/// </code>
/// </example>
[SyncTwins]
public sealed partial record VertexAIJob : IJob<VertexAIOutcome>, ICheckable
{
    /// <summary>How to sign in. Default: as the machine says.</summary>
    public GcpCredentials Credentials { get; init; } = new();

    /// <summary>Region that the job runs in.</summary>
    public required string Region { get; init; }

    /// <summary>Image of the container; it must be said here or in <see cref="JobSpec"/>.</summary>
    public string? Image { get; init; }

    /// <summary>Name of the work, which its jobs are called after.</summary>
    public string? Name { get; init; }

    /// <summary>What the container runs, word by word. Default: what its image says.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Arguments of the command. Default: what its image says.</summary>
    public IReadOnlyList<string>? Args { get; init; }

    /// <summary>
    /// Environment variables of the container; null takes one away that <see cref="JobSpec"/> has. Whoever may see the job sees their
    /// values.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Env { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Labels of the job, in order of importance; null leaves one out. What labels may not hold becomes a dash.</summary>
    public IReadOnlyDictionary<string, string?> Labels { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Kind of machine. Default: <c>n1-standard-4</c>.</summary>
    public string? MachineType { get; init; }

    /// <summary>Kind of accelerator, such as <c>NVIDIA_TESLA_T4</c>; needs <see cref="AcceleratorCount"/>. Default: none.</summary>
    public string? AcceleratorType { get; init; }

    /// <summary>How many accelerators the machine has.</summary>
    public int? AcceleratorCount { get; init; }

    /// <summary>Kind of the disk. Default: <c>pd-ssd</c>.</summary>
    public string? BootDiskType { get; init; }

    /// <summary>Size of the disk in GB. Default: 100.</summary>
    public int? BootDiskSizeGb { get; init; }

    /// <summary>How long the job may run, and is waited for, in hours. Default: 1.</summary>
    public int? MaximumRunTimeHours { get; init; }

    /// <summary>Network that the job is peered with: <c>projects/NUMBER/global/networks/NAME</c>. Default: none.</summary>
    public string? Network { get; init; }

    /// <summary>Names of the ranges of addresses in <see cref="Network"/> that may be used. Default: any.</summary>
    public IReadOnlyList<string>? ReservedIpRanges { get; init; }

    /// <summary>How the service queues and repeats the job, in its own form: <c>strategy</c>, <c>maxWaitDuration</c> and others.</summary>
    public JsonObject? Scheduling { get; init; }

    /// <summary>Service account that the container acts as. Default: that of <see cref="Credentials"/>.</summary>
    public string? ServiceAccountName { get; init; }

    /// <summary>Whether one may open a shell in the running container. Default: false.</summary>
    public bool? EnableWebAccess { get; init; }

    /// <summary>Whether one may open the container's dashboard. Default: false.</summary>
    public bool? EnableDashboardAccess { get; init; }

    /// <summary>Time between two looks at the job. Default: 5 s.</summary>
    public TimeSpan JobWatchPollInterval { get; init; } = VertexDefaults.PollInterval;

    /// <summary>
    /// A job's description to begin with, in the service's own form (<c>workerPoolSpecs</c>) or with the names that Prefect has
    /// (<c>worker_pool_specs</c>). What is set above is put into it. Default: one machine with one container.
    /// </summary>
    public JsonObject? JobSpec { get; init; }

    /// <summary>Attempts, patience and the clock. Default: <see cref="VertexAIOptions.Default"/>.</summary>
    public VertexAIOptions? Options { get; init; }

    /// <summary>Gives name, image and region; never what is in the environment of the container.</summary>
    public override string ToString() => $"{nameof(VertexAIJob)} {{ Name = {Name}, Image = {Image}, Region = {Region} }}";
}
