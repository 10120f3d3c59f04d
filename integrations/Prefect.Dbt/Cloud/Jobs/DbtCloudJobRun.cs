using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Dbt;

/// <summary>
/// A run of a job in dbt Cloud. What is to be kept of it is its <see cref="RunId"/>: with it any process takes up the same run again, by
/// <see cref="DbtCloudJob.Attach"/>.
/// </summary>
[SyncTwins]
public sealed partial class DbtCloudJobRun : IJobRun<DbtCloudRun>
{
    private static readonly string[] s_related = ["run_steps", "job"];

    private readonly DbtCloudAdministrativeClient _client;
    private readonly bool _isNew;

    internal DbtCloudJobRun(DbtCloudJob job, DbtCloudAdministrativeClient client, long runId, bool isNew)
    {
        Job = job;
        _client = client;
        RunId = runId;
        _isNew = isNew;
    }

    /// <summary>The job.</summary>
    public DbtCloudJob Job { get; }

    /// <summary>dbt Cloud's id of the run.</summary>
    public long RunId { get; }

    /// <inheritdoc/>
    public string Id => $"{RunId}";

    private static ILogger Log => PrefectLogging.CreateLogger(typeof(DbtCloudJobRun));

    /// <summary>Reads the run.</summary>
    /// <param name="includeRelated">What is to be told besides: <c>trigger</c>, <c>job</c>, <c>debug_logs</c>, <c>run_steps</c>. Default: nothing.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="DbtCloudGetRunFailedException">The run is not there or may not be read, or dbt Cloud could not be reached.</exception>
    public Task<DbtCloudRun> GetRunAsync(IReadOnlyList<string>? includeRelated = null, CancellationToken cancellationToken = default) =>
        _client.GetRunAsync(RunId, includeRelated, cancellationToken);

    /// <summary>Reads the state of the run.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="DbtCloudGetRunFailedException">The run is not there or may not be read, or dbt Cloud could not be reached.</exception>
    public async Task<DbtCloudJobRunStatus> GetStatusCodeAsync(CancellationToken cancellationToken = default) =>
        (await GetRunAsync(null, cancellationToken).ConfigureAwait(false)).Status;

    /// <summary>Waits until the run has ended, well or not: <see cref="FetchResultAsync(int?, CancellationToken)"/> tells.</summary>
    /// <remarks>
    /// It is waited as long as the job says, by the clock. A state that cannot be read is no verdict: reading is tried again, no later than after the
    /// job's interval, or when dbt Cloud asks for. Only when all reads have failed for <see cref="DbtCloudOptions.Patience"/>, 20 at least, is
    /// waiting given up; so it is at once when dbt Cloud refuses.
    /// </remarks>
    /// <param name="cancellationToken">Ends the waiting; the run too with <see cref="DbtCloudOptions.CancelRemote"/>.</param>
    /// <exception cref="DbtCloudJobRunTimedOutException">The run had not ended in time. It goes on.</exception>
    /// <exception cref="DbtCloudGetRunFailedException">The state may not be read, or could not be for too long.</exception>
    public Task WaitForCompletionAsync(CancellationToken cancellationToken = default) => WaitAsync(cancellationToken);

    /// <summary>Gives what dbt Cloud says of the run, which has succeeded, with the paths of what it has written.</summary>
    /// <param name="step">The step, from 1, that wrote it. Default: the last one.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="DbtCloudJobRunIncompleteException">The run has not ended.</exception>
    /// <exception cref="DbtCloudJobRunCancelledException">The run was cancelled.</exception>
    /// <exception cref="DbtCloudJobRunFailedException">The run has failed.</exception>
    /// <exception cref="DbtCloudGetRunFailedException">The run is not there or may not be read, or dbt Cloud could not be reached.</exception>
    public async Task<DbtCloudRun> FetchResultAsync(int? step = null, CancellationToken cancellationToken = default)
    {
        DbtCloudRun run = await GetRunAsync(null, cancellationToken).ConfigureAwait(false);
        DbtCloudEnds.ThrowUnlessSucceeded(run);
        return await DbtCloudResults.WithArtifactsAsync(_client, run, step, Log, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a file that the run has written.</summary>
    /// <param name="path">Path of the file, such as <c>manifest.json</c>.</param>
    /// <param name="step">The step, from 1, that wrote it. Default: the last one.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The path is empty or leads elsewhere.</exception>
    /// <exception cref="DbtCloudGetRunArtifactFailedException">There is no such file, it may not be read, or dbt Cloud could not be reached.</exception>
    public Task<DbtCloudArtifact> GetRunArtifactsAsync(string path, int? step = null, CancellationToken cancellationToken = default) =>
        _client.GetRunArtifactAsync(RunId, path, step, cancellationToken);

    /// <summary>Starts another run, of what did not succeed in this one.</summary>
    /// <param name="cancellationToken">Ends the starting, not the run.</param>
    /// <returns>The other run; this one where there is nothing to be done again.</returns>
    /// <exception cref="DbtCloudException">The run could not be looked into, or the other not be started.</exception>
    public Task<DbtCloudJobRun> RetryFailedStepsAsync(CancellationToken cancellationToken = default) => RetryFailedStepsAsync(null, cancellationToken);

    /// <summary>Asks dbt Cloud to cancel the run. It has ended once <see cref="WaitForCompletionAsync"/> says so.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="DbtCloudException">The run has ended or may not be cancelled, or dbt Cloud could not be reached.</exception>
    public Task CancelAsync(CancellationToken cancellationToken = default) => _client.CancelRunAsync(RunId, cancellationToken);

    /// <summary>Gives job and run.</summary>
    public override string ToString() => $"{Job.JobId}/{RunId}";

    Task<DbtCloudRun> IJobRun<DbtCloudRun>.FetchResultAsync(CancellationToken cancellationToken) => FetchResultAsync(null, cancellationToken);

    /// <summary>Starts another run, of what did not succeed in this one; under a key only one, however often it is asked for.</summary>
    internal async Task<DbtCloudJobRun> RetryFailedStepsAsync(string? submissionKey, CancellationToken cancellationToken)
    {
        DbtCloudRun run = await GetRunAsync(s_related, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> steps = await new DbtCloudRetrySteps(_client, Log).OfAsync(run, cancellationToken).ConfigureAwait(false);
        if (steps.Count == 0)
        {
            DbtLog.NothingToRetry(Log, RunId);
            return this;
        }

        DbtLog.Retrying(Log, RunId, steps.Count);
        DbtCloudStart start = await DbtCloudKeyedStart.RetryAsync(
            _client, Job.JobId, Job.TriggerJobRunOptions with { StepsOverride = steps }, submissionKey, RunId, cancellationToken).ConfigureAwait(false);
        return new DbtCloudJobRun(Job, _client, start.Run.Id, start.IsNew);
    }

    internal Task<DbtCloudRun> WaitAsync(CancellationToken cancellationToken) =>
        new DbtCloudRunWatch(_client, RunId, Log) { IsNew = _isNew }
            .WaitAsync(TimeSpan.FromSeconds(Job.TimeoutSeconds), TimeSpan.FromSeconds(Job.IntervalSeconds), cancellationToken);
}
