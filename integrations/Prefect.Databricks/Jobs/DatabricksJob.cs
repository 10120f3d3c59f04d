using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Databricks;

/// <summary>A job that is kept in the workspace.</summary>
/// <example>
/// <code>
/// DatabricksJob job = new(credentials, 11223344) { Parameters = new() { NotebookParams = new() { ["day"] = "2026-11-20" } } };
/// DatabricksJobRun run = await job.TriggerOnceAsync("nightly-2026-11-20");
/// await run.WaitForCompletionAsync();
/// </code>
/// </example>
[SyncTwins]
public sealed partial record DatabricksJob : IJob<DatabricksRunResult>
{
    /// <summary>Names a job. Nothing is sent.</summary>
    /// <param name="databricksCredentials">How to sign in.</param>
    /// <param name="jobId">The service's id of the job.</param>
    /// <exception cref="ArgumentNullException"><paramref name="databricksCredentials"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="jobId"/> is not positive.</exception>
    public DatabricksJob(DatabricksCredentials databricksCredentials, long jobId)
    {
        ArgumentNullException.ThrowIfNull(databricksCredentials);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(jobId);
        DatabricksCredentials = databricksCredentials;
        JobId = jobId;
    }

    /// <summary>How to sign in.</summary>
    public DatabricksCredentials DatabricksCredentials { get; }

    /// <summary>The service's id of the job.</summary>
    public long JobId { get; }

    /// <summary>Parameters of the tasks, in place of those of the job.</summary>
    public RunParameters? Parameters { get; init; }

    /// <summary>Parameters of the job, by name, in place of their defaults.</summary>
    public JsonObject? JobParameters { get; init; }

    /// <summary>How runs are waited for.</summary>
    public DatabricksWaitOptions Wait { get; init; } = new();

    private static ILogger Logger => PrefectLogging.CreateLogger(typeof(DatabricksJob));

    /// <summary>Starts a run. However often the request has to be sent, it is one run.</summary>
    /// <param name="cancellationToken">Ends the starting, not the run.</param>
    /// <exception cref="DatabricksConfigurationException">A property of the credentials has a value that cannot be used.</exception>
    /// <exception cref="DatabricksException">The job is not there or may not be run, or the service could not be reached.</exception>
    public Task<DatabricksJobRun> TriggerAsync(CancellationToken cancellationToken = default) => StartAsync(SubmissionToken.New(), cancellationToken);

    /// <summary>
    /// Starts a run under a key, or takes up the one that was started under it: by an attempt whose answer was lost, by a process that was
    /// killed, or by another at the same time.
    /// </summary>
    /// <param name="submissionKey">Says what the run of this job is for, the same each time: the id of a flow run, or a date. The service keeps it for as long as the run.</param>
    /// <param name="cancellationToken">Ends the starting, not the run.</param>
    /// <returns>The run, which may have ended already.</returns>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    /// <exception cref="DatabricksConfigurationException">A property of the credentials has a value that cannot be used.</exception>
    /// <exception cref="DatabricksException">The job is not there or may not be run, the key's run was deleted, or the service could not be reached.</exception>
    public Task<DatabricksJobRun> TriggerOnceAsync(string submissionKey, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(submissionKey);

        // The service knows tokens by themselves: for the bare key it might give the run of another job.
        return StartAsync(SubmissionToken.Of(string.Create(CultureInfo.InvariantCulture, $"{JobId}:{submissionKey}")), cancellationToken);
    }

    /// <summary>Takes up a run that was started before, in this process or another. Nothing is sent.</summary>
    /// <param name="runId">The service's id of the run.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="runId"/> is not positive.</exception>
    public DatabricksJobRun Attach(long runId) => new(DatabricksCredentials, runId) { Wait = Wait };

    async Task<IJobRun<DatabricksRunResult>> IJob<DatabricksRunResult>.TriggerAsync(CancellationToken cancellationToken) =>
        await TriggerAsync(cancellationToken).ConfigureAwait(false);

    private async Task<DatabricksJobRun> StartAsync(string token, CancellationToken cancellationToken)
    {
        RunSubmission started = await JobsApi.Of(DatabricksCredentials)
            .RunNowAsync(JobId, token, Parameters, JobParameters, cancellationToken).ConfigureAwait(false);
        long runId = started.RunId!.Value;
        DatabricksLog.RunStarted(Logger, runId);
        return Attach(runId);
    }
}
