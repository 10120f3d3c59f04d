using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Databricks;

/// <summary>Tasks that are run once, without a job that is kept in the workspace.</summary>
/// <example>
/// <code>
/// DatabricksOneTimeJob job = new(credentials, new RunSubmitSettings
/// {
///     RunName = "nightly",
///     Tasks = [new() { TaskKey = "load", ExistingClusterId = "0923-164208-meows279", NotebookTask = new() { NotebookPath = "/etl/load" } }],
/// });
/// DatabricksRunResult result = await (await job.TriggerAsync()).FetchResultAsync();
/// </code>
/// </example>
[SyncTwins]
public sealed partial record DatabricksOneTimeJob : IJob<DatabricksRunResult>
{
    /// <summary>Says what is run. Nothing is sent.</summary>
    /// <param name="databricksCredentials">How to sign in.</param>
    /// <param name="settings">What is run.</param>
    /// <exception cref="ArgumentException">An argument is null, or the settings have keys of tasks, or a token, that cannot be used.</exception>
    public DatabricksOneTimeJob(DatabricksCredentials databricksCredentials, RunSubmitSettings settings)
    {
        ArgumentNullException.ThrowIfNull(databricksCredentials);
        DatabricksCredentials = databricksCredentials;
        Settings = JobsGuard.Settings(settings, nameof(settings));
    }

    /// <summary>How to sign in.</summary>
    public DatabricksCredentials DatabricksCredentials { get; }

    /// <summary>What is run. Its token, where it has one, stands for the key of <see cref="TriggerAsync"/>.</summary>
    public RunSubmitSettings Settings { get; }

    /// <summary>How runs are waited for.</summary>
    public DatabricksWaitOptions Wait { get; init; } = new();

    private static ILogger Logger => PrefectLogging.CreateLogger(typeof(DatabricksOneTimeJob));

    /// <summary>Starts a run. However often the request has to be sent, it is one run.</summary>
    /// <param name="cancellationToken">Ends the starting, not the run.</param>
    /// <exception cref="DatabricksConfigurationException">A property of the credentials has a value that cannot be used.</exception>
    /// <exception cref="DatabricksException">The service refused the run, or could not be reached.</exception>
    public Task<DatabricksJobRun> TriggerAsync(CancellationToken cancellationToken = default) =>
        StartAsync(JobsGuard.Token(Settings.IdempotencyToken, nameof(Settings)), cancellationToken);

    /// <summary>
    /// Starts a run under a key, or takes up the one that was started under it: by an attempt whose answer was lost, by a process that was
    /// killed, or by another at the same time.
    /// </summary>
    /// <param name="submissionKey">Says what the run is for, the same each time, and no other: a name and a date. The service keeps it for as long as the run.</param>
    /// <param name="cancellationToken">Ends the starting, not the run.</param>
    /// <returns>The run, which may have ended already.</returns>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    /// <exception cref="DatabricksConfigurationException">A property of the credentials has a value that cannot be used.</exception>
    /// <exception cref="DatabricksException">The service refused the run, the key's run was deleted, or the service could not be reached.</exception>
    public Task<DatabricksJobRun> TriggerOnceAsync(string submissionKey, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(submissionKey);
        return StartAsync(SubmissionToken.Of(submissionKey), cancellationToken);
    }

    /// <summary>Takes up a run that was started before, in this process or another. Nothing is sent.</summary>
    /// <param name="runId">The service's id of the run.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="runId"/> is not positive.</exception>
    public DatabricksJobRun Attach(long runId) => new(DatabricksCredentials, runId) { Wait = Wait };

    async Task<IJobRun<DatabricksRunResult>> IJob<DatabricksRunResult>.TriggerAsync(CancellationToken cancellationToken) =>
        await TriggerAsync(cancellationToken).ConfigureAwait(false);

    private async Task<DatabricksJobRun> StartAsync(string token, CancellationToken cancellationToken)
    {
        RunSubmission started = await JobsApi.Of(DatabricksCredentials).SubmitAsync(Settings, token, cancellationToken).ConfigureAwait(false);
        long runId = started.RunId!.Value;
        DatabricksLog.RunStarted(Logger, runId);
        return Attach(runId);
    }
}
