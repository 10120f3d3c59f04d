using System.Globalization;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Flows;
using Prefect.Http;

namespace Prefect.Databricks;

/// <summary>
/// A run: of a job, or of tasks that were submitted for once. What is to be kept of it is its <see cref="Id"/>: with it any process takes up
/// the same run again.
/// </summary>
[SyncTwins]
public sealed partial record DatabricksJobRun : IJobRun<DatabricksRunResult>
{
    /// <summary>Takes up a run that is there already. Nothing is sent.</summary>
    /// <param name="databricksCredentials">How to sign in.</param>
    /// <param name="runId">The service's id of the run.</param>
    /// <exception cref="ArgumentNullException"><paramref name="databricksCredentials"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="runId"/> is not positive.</exception>
    public DatabricksJobRun(DatabricksCredentials databricksCredentials, long runId)
    {
        ArgumentNullException.ThrowIfNull(databricksCredentials);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(runId);
        DatabricksCredentials = databricksCredentials;
        RunId = runId;
    }

    /// <summary>How to sign in.</summary>
    public DatabricksCredentials DatabricksCredentials { get; }

    /// <summary>The service's id of the run.</summary>
    public long RunId { get; }

    /// <inheritdoc/>
    public string Id => RunId.ToString(CultureInfo.InvariantCulture);

    /// <summary>How it is waited for.</summary>
    public DatabricksWaitOptions Wait { get; init; } = new();

    private static ILogger Logger => PrefectLogging.CreateLogger(typeof(DatabricksJobRun));

    /// <summary>Reads the run.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="DatabricksException">The run is not there or may not be read, or the service could not be reached.</exception>
    public Task<Run> GetAsync(CancellationToken cancellationToken = default) => JobsApi.Of(DatabricksCredentials).GetRunAsync(RunId, null, null, cancellationToken);

    /// <summary>Waits until the run has ended, well or not, and gives it.</summary>
    /// <remarks>
    /// A state that cannot be read is no verdict: reading is tried again, after a second at first, and later after up to 20 seconds, or the
    /// interval where that is less; where the service asks for a longer pause, after that, up to five minutes. Only when all reads have failed
    /// for <see cref="DatabricksWaitOptions.Patience"/>, 20 at least, is waiting given up; so it is at once when the service refuses, because
    /// of a missing permission for one. A run that the service does not know is waited for a minute, as it may not know it yet.
    /// </remarks>
    /// <param name="cancellationToken">Ends the waiting; the run too with <see cref="DatabricksWaitOptions.CancelRemote"/>.</param>
    /// <exception cref="DatabricksJobRunTimedOutException">The run had not ended after <see cref="DatabricksWaitOptions.MaxWait"/>.</exception>
    /// <exception cref="DatabricksException">The run is not there or may not be read, or could not be for too long.</exception>
    public Task<Run> WaitForEndAsync(CancellationToken cancellationToken = default) =>
        new DatabricksRunWatch(JobsApi.Of(DatabricksCredentials), RunId, Wait, Logger).WaitAsync(cancellationToken);

    /// <summary>Waits until the run has ended well: see <see cref="WaitForEndAsync"/>.</summary>
    /// <param name="cancellationToken">Ends the waiting; the run too with <see cref="DatabricksWaitOptions.CancelRemote"/>.</param>
    /// <exception cref="DatabricksJobTerminatedException">The run has failed, was cancelled, or took longer than it may.</exception>
    /// <exception cref="DatabricksJobSkippedException">The run did not happen.</exception>
    /// <exception cref="DatabricksJobInternalErrorException">The service failed to carry it out.</exception>
    /// <exception cref="DatabricksJobRunTimedOutException">The run had not ended after <see cref="DatabricksWaitOptions.MaxWait"/>.</exception>
    /// <exception cref="DatabricksException">The run is not there or may not be read, or could not be for too long.</exception>
    public async Task WaitForCompletionAsync(CancellationToken cancellationToken = default) =>
        Demand(await WaitForEndAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Reads what the tasks of the run left, which has ended.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="DatabricksException">Something may not be read, or could not be for too long.</exception>
    public async Task<DatabricksRunResult> FetchResultAsync(CancellationToken cancellationToken = default) =>
        await FetchAsync(await GetAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Asks the service to cancel the run. It has ended once <see cref="WaitForCompletionAsync"/> says so.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="DatabricksException">The run is not there or may not be cancelled, or the service could not be reached.</exception>
    public Task CancelAsync(CancellationToken cancellationToken = default) => JobsApi.Of(DatabricksCredentials).CancelAsync(RunId, cancellationToken);

    /// <summary>
    /// Has tasks of the run carried out again, which has ended. It comes back when the run shows that, after a minute at most, so that it can
    /// be waited for once more.
    /// </summary>
    /// <param name="rerunTasks">Keys of the tasks. Default: all that failed.</param>
    /// <param name="parameters">Parameters in place of those of before.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Id of the repair.</returns>
    /// <exception cref="ArgumentException">A key is none that a task can have.</exception>
    /// <exception cref="DatabricksException">The run is under way or may not be repaired, or the service could not be reached.</exception>
    public async Task<long> RepairAsync(
        IReadOnlyList<string>? rerunTasks = null, RunParameters? parameters = null, CancellationToken cancellationToken = default)
    {
        JobsGuard.Keys(rerunTasks, nameof(rerunTasks));
        JobsApi api = JobsApi.Of(DatabricksCredentials);
        Run run = await api.GetRunAsync(RunId, includeHistory: true, null, cancellationToken).ConfigureAwait(false);
        RepairRunInput repair = new()
        {
            RunId = RunId,
            LatestRepairId = run.RepairHistory?.LastOrDefault(static item => item.Id is not null)?.Id,
            RerunTasks = rerunTasks,
            RerunAllFailedTasks = rerunTasks is null ? true : null,
        };
        long repairId = await api.RepairAsync(repair, parameters, cancellationToken).ConfigureAwait(false);
        await DatabricksRepairWatch.WaitAsync(api, RunId, repairId, Logger, cancellationToken).ConfigureAwait(false);
        return repairId;
    }

    /// <summary>Gives the run's id.</summary>
    public override string ToString() => $"Databricks run {Id}";

    /// <summary>Waits until the run has ended well, and reads what its tasks left.</summary>
    internal async Task<DatabricksRunResult> ResultAsync(CancellationToken cancellationToken)
    {
        Run ended = await WaitForEndAsync(cancellationToken).ConfigureAwait(false);
        Demand(ended);
        return await FetchAsync(ended, cancellationToken).ConfigureAwait(false);
    }

    private void Demand(Run ended)
    {
        RunLifeCycleState? cycle = ended.State?.LifeCycleState;
        if (cycle == RunLifeCycleState.Skipped)
        {
            throw new DatabricksJobSkippedException(RunId, ended);
        }

        if (cycle == RunLifeCycleState.InternalError)
        {
            throw new DatabricksJobInternalErrorException(RunId, ended);
        }

        if (ended.State?.ResultState != RunResultState.Success)
        {
            throw new DatabricksJobTerminatedException(RunId, ended);
        }
    }

    private async Task<DatabricksRunResult> FetchAsync(Run run, CancellationToken cancellationToken)
    {
        JobsApi api = JobsApi.Of(DatabricksCredentials);
        Dictionary<string, RunOutput> outputs = new(StringComparer.Ordinal);
        foreach (RunTask task in RunTasks.Latest(run).Where(static task => task is { TaskKey: not null, RunId: not null }))
        {
            StatusWatch watch = new(new StatusWatchOptions
            {
                Subject = $"output of the task '{task.TaskKey}' of the Databricks run '{RunId}'",
                FailureBackoff = new Backoff(),
                Patience = Wait.Patience,
                TimeProvider = FlowClock.Current,
                Logger = Logger,
            });
            outputs[task.TaskKey!] = await watch.ReadAsync(token => api.GetOutputAsync(task.RunId!.Value, token), cancellationToken).ConfigureAwait(false);
        }

        return new DatabricksRunResult(outputs, run);
    }
}
