using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>
/// Work that runs in a container on Google Cloud Run: what to run, where, and with which rights. Its properties are the job variables of
/// Prefect's worker for the second version of the service's interface, with their defaults.
/// </summary>
/// <remarks>
/// Running it creates a job in the region and starts an execution of it. When that has ended, the job is deleted, or kept.
/// </remarks>
/// <example>
/// <code>
/// CloudRunJobV2 report = new()
/// {
///     Credentials = await GcpCredentials.LoadAsync("production"),
///     Region = "europe-west1",
///     Image = "europe-west1-docker.pkg.dev/acme/images/report:7",
///     Command = ["dotnet", "Report.dll", "2026-11-20"],
///     EnvFromSecrets = new Dictionary&lt;string, SecretKeySelector&gt; { ["DB_PASSWORD"] = new("db-password") },
/// };
/// CloudRunJobRun run = await report.RunAsync();
/// CloudRunOutcome outcome = await run.WaitAsync();
/// </code>
/// </example>
[SyncTwins]
public sealed partial record CloudRunJobV2 : IJob<CloudRunOutcome>, ICheckable
{
    /// <summary>How to sign in. Default: as the machine says.</summary>
    public GcpCredentials Credentials { get; init; } = new();

    /// <summary>Region that the job runs in. Default: <c>us-central1</c>.</summary>
    public string Region { get; init; } = CloudRunDefaults.Region;

    /// <summary>Name of the work, which its jobs are called after.</summary>
    public string? Name { get; init; }

    /// <summary>What the container runs, word by word. Default: what its image says.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Arguments of the command. Default: what its image says.</summary>
    public IReadOnlyList<string>? Args { get; init; }

    /// <summary>
    /// Environment variables of the container; null takes one away that <see cref="JobBody"/> has. Whoever may see the job sees their
    /// values.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Env { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Environment variables that the service fills in itself from secrets. They have precedence over <see cref="Env"/>.</summary>
    public IReadOnlyDictionary<string, SecretKeySelector> EnvFromSecrets { get; init; } = new Dictionary<string, SecretKeySelector>(StringComparer.Ordinal);

    /// <summary>The secret that the container gets as <c>PREFECT_API_KEY</c>.</summary>
    public SecretKeySelector? PrefectApiKeySecret { get; init; }

    /// <summary>The secret that the container gets as <c>PREFECT_API_AUTH_STRING</c>.</summary>
    public SecretKeySelector? PrefectApiAuthStringSecret { get; init; }

    /// <summary>
    /// Labels of the job and its executions, in order of importance; null leaves one out. What labels may not hold becomes a dash; those
    /// of <see cref="JobBody"/> have precedence.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Labels { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Image of the container. Default: Prefect's own.</summary>
    public string? Image { get; init; }

    /// <summary>Databases of Cloud SQL, as <c>project:region:instance</c>, that the container finds under <c>/cloudsql</c>.</summary>
    public IReadOnlyList<string> CloudsqlInstances { get; init; } = [];

    /// <summary>Whether the job is kept once its execution has ended. Default: false, so that it is deleted.</summary>
    public bool KeepJob { get; init; }

    /// <summary>How far the features that the job uses are released. Default: <see cref="CloudRunLaunchStage.Beta"/>.</summary>
    public CloudRunLaunchStage? LaunchStage { get; init; }

    /// <summary>How often the service starts the container again after a failure. Default: 0.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>Processor time, in thousandths of a processor with <c>m</c>. Default: <c>1000m</c>.</summary>
    public string? Cpu { get; init; }

    /// <summary>Memory: a number and <c>G</c>, <c>Gi</c>, <c>M</c> or <c>Mi</c>. Default: <c>512Mi</c>.</summary>
    public string? Memory { get; init; }

    /// <summary>How long the container may run, in whole seconds up to 7 days. Default: 600 s.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Name of the connector through which the container reaches a VPC.</summary>
    public string? VpcConnectorName { get; init; }

    /// <summary>Service account that the container acts as. Default: that of Compute Engine.</summary>
    public string? ServiceAccountName { get; init; }

    /// <summary>
    /// A job to begin with, in the service's own form: it has <c>template.template.containers</c> with at least one container. What is
    /// set above is put into it. Default: that of Prefect's worker.
    /// </summary>
    public JsonObject? JobBody { get; init; }

    /// <summary>Attempts, patience and the clock. Default: those of the environment, see <see cref="CloudRunOptions.FromEnvironment()"/>.</summary>
    public CloudRunOptions? Options { get; init; }

    /// <summary>Gives name, image and region; never what is in the environment of the container.</summary>
    public override string ToString() => $"{nameof(CloudRunJobV2)} {{ Name = {Name}, Image = {Image}, Region = {Region} }}";
}
