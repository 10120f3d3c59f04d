using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Flows;

namespace Prefect.Dbt;

/// <summary>Runs of jobs in dbt Cloud from beginning to end: as methods, and as flows.</summary>
[SyncTwins]
public static partial class DbtCloudFlows
{
    private const double LongestInterval = 86_400;

    private static ILogger Log => PrefectLogging.CreateLogger(typeof(DbtCloudFlows));

    /// <summary>Waits until a run has ended, well or not. A run that was just started may be unknown for a minute.</summary>
    /// <param name="runId">Id of the run.</param>
    /// <param name="dbtCloudCredentials">How to sign in.</param>
    /// <param name="maxWaitSeconds">Seconds that are waited at most, by the clock.</param>
    /// <param name="pollFrequencySeconds">Seconds between two reads of the state, 0 to 86400.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>What dbt Cloud says of the run; its <see cref="DbtCloudRun.Status"/> is one of the last ones.</returns>
    /// <exception cref="ArgumentException">A time is out of its range, or the credentials cannot be used.</exception>
    /// <exception cref="DbtCloudJobRunTimedOutException">The run had not ended in time. It goes on.</exception>
    /// <exception cref="DbtCloudGetRunFailedException">The state may not be read, or could not be for too long.</exception>
    [Flow(Name = "Wait for dbt Cloud job run")]
    public static Task<DbtCloudRun> WaitForDbtCloudJobRunAsync(
        long runId,
        DbtCloudCredentials dbtCloudCredentials,
        double maxWaitSeconds = 900,
        double pollFrequencySeconds = 10,
        CancellationToken cancellationToken = default) =>
        Work(dbtCloudCredentials, maxWaitSeconds, pollFrequencySeconds).WaitAsync(runId, isNew: true, cancellationToken);

    /// <summary>Starts a run of a job and waits for it; does what failed again, by itself, as often as said.</summary>
    /// <param name="dbtCloudCredentials">How to sign in.</param>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="triggerJobRunOptions">What is different in this run. Default: nothing.</param>
    /// <param name="maxWaitSeconds">
    /// Seconds that each run is waited for at most, by the clock; <see cref="TriggerJobRunOptions.TimeoutSecondsOverride"/> where that is more.
    /// </param>
    /// <param name="pollFrequencySeconds">Seconds between two reads of the state, 0 to 86400.</param>
    /// <param name="retryFilteredModelsAttempts">How often what failed is done again, at least 0.</param>
    /// <param name="submissionKey">
    /// Says what the run is for, the same each time: a run that was started under it in the last seven days is taken up in place of starting another.
    /// Default: none, a run is started.
    /// </param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>What dbt Cloud says of the run that succeeded, with the paths of what it has written.</returns>
    /// <exception cref="ArgumentException">A number is out of its range, or the credentials cannot be used.</exception>
    /// <exception cref="DbtCloudJobRunFailedException">The run has failed, and so has doing it again.</exception>
    /// <exception cref="DbtCloudJobRunCancelledException">The run was cancelled.</exception>
    /// <exception cref="DbtCloudJobRunTimedOutException">The run had not ended in time. It goes on.</exception>
    /// <exception cref="DbtCloudException">The run could not be started or read.</exception>
    [Flow(Name = "Trigger dbt Cloud job run and wait for completion")]
    public static Task<DbtCloudRun> TriggerDbtCloudJobRunAndWaitForCompletionAsync(
        DbtCloudCredentials dbtCloudCredentials,
        long jobId,
        TriggerJobRunOptions? triggerJobRunOptions = null,
        double maxWaitSeconds = 900,
        double pollFrequencySeconds = 10,
        int retryFilteredModelsAttempts = 3,
        string? submissionKey = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(retryFilteredModelsAttempts);
        return Work(dbtCloudCredentials, maxWaitSeconds, pollFrequencySeconds)
            .RunAsync(jobId, triggerJobRunOptions ?? new(), retryFilteredModelsAttempts, submissionKey, cancellationToken);
    }

    /// <summary>Starts another run of what did not succeed in a run, and waits for it.</summary>
    /// <param name="dbtCloudCredentials">How to sign in.</param>
    /// <param name="runId">Id of the run that did not succeed.</param>
    /// <param name="triggerJobRunOptions">What is different in this run, its steps apart. Default: nothing.</param>
    /// <param name="maxWaitSeconds">Seconds that the run is waited for at most, by the clock; the options' own limit where that is more.</param>
    /// <param name="pollFrequencySeconds">Seconds between two reads of the state, 0 to 86400.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>What dbt Cloud says of the other run; of the given one where nothing of it can be done again by itself.</returns>
    /// <exception cref="ArgumentException">The options have steps, a time is out of its range, or the credentials cannot be used.</exception>
    /// <exception cref="DbtCloudJobRunFailedException">The other run has failed.</exception>
    /// <exception cref="DbtCloudJobRunCancelledException">The other run was cancelled.</exception>
    /// <exception cref="DbtCloudJobRunTimedOutException">The other run had not ended in time. It goes on.</exception>
    /// <exception cref="DbtCloudException">The run could not be looked into, or the other not be started or read.</exception>
    [Flow(Name = "Retry subset of dbt Cloud job run and wait for completion")]
    public static Task<DbtCloudRun> RetryDbtCloudJobRunSubsetAndWaitForCompletionAsync(
        DbtCloudCredentials dbtCloudCredentials,
        long runId,
        TriggerJobRunOptions? triggerJobRunOptions = null,
        double maxWaitSeconds = 900,
        double pollFrequencySeconds = 10,
        CancellationToken cancellationToken = default)
    {
        if (triggerJobRunOptions?.StepsOverride is not null)
        {
            throw new ArgumentException("The steps are found by what failed: leave steps_override of the options away.", nameof(triggerJobRunOptions));
        }

        return Work(dbtCloudCredentials, maxWaitSeconds, pollFrequencySeconds).RetryAsync(runId, triggerJobRunOptions ?? new(), cancellationToken);
    }

    /// <summary>Runs a job from beginning to end; does what failed again, by itself, as often as said.</summary>
    /// <param name="dbtCloudJob">The job, which says how long and how often is looked.</param>
    /// <param name="targetedRetries">How often what failed is done again, at least 0.</param>
    /// <param name="createAssets">Whether the tables that the runs made are made known as assets. What fails of that is logged.</param>
    /// <param name="submissionKey">
    /// Says what the run is for, the same each time: a run that was started under it in the last seven days is taken up in place of starting another.
    /// Default: none, a run is started.
    /// </param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>What dbt Cloud says of the run that succeeded, with the paths of what it has written.</returns>
    /// <exception cref="ArgumentException">The number is negative, or the job cannot be used.</exception>
    /// <exception cref="DbtCloudJobRunFailedException">The run has failed, and so has doing it again.</exception>
    /// <exception cref="DbtCloudJobRunCancelledException">The run was cancelled.</exception>
    /// <exception cref="DbtCloudJobRunTimedOutException">The run had not ended in time. It goes on.</exception>
    /// <exception cref="DbtCloudException">The run could not be started or read.</exception>
    [Flow(Name = "Run dbt Cloud job")]
    public static async Task<DbtCloudRun> RunDbtCloudJobAsync(
        DbtCloudJob dbtCloudJob,
        int targetedRetries = 3,
        bool createAssets = false,
        string? submissionKey = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dbtCloudJob);
        ArgumentOutOfRangeException.ThrowIfNegative(targetedRetries);
        DbtCloudAssets? assets = createAssets ? new DbtCloudAssets(dbtCloudJob.Connect(), Log) : null;
        DbtCloudJobRun run = submissionKey is null
            ? await dbtCloudJob.TriggerAsync(cancellationToken: cancellationToken).ConfigureAwait(false)
            : await dbtCloudJob.TriggerOnceAsync(submissionKey, cancellationToken: cancellationToken).ConfigureAwait(false);
        for (int retries = 0; ; retries++)
        {
            DbtCloudRun ended = await run.WaitAsync(cancellationToken).ConfigureAwait(false);
            await (assets?.EmitAsync(run.RunId, cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
            if (ended.Status != DbtCloudJobRunStatus.Failed || retries == targetedRetries)
            {
                DbtCloudEnds.ThrowUnlessSucceeded(ended);
                return await DbtCloudResults.WithArtifactsAsync(dbtCloudJob.Connect(), ended, step: null, Log, cancellationToken).ConfigureAwait(false);
            }

            DbtCloudJobRun next = await run.RetryFailedStepsAsync(submissionKey, cancellationToken).ConfigureAwait(false);
            run = next.RunId != run.RunId ? next : throw DbtCloudEnds.Failed(ended);
        }
    }

    private static DbtCloudWork Work(DbtCloudCredentials dbtCloudCredentials, double maxWaitSeconds, double pollFrequencySeconds)
    {
        ArgumentNullException.ThrowIfNull(dbtCloudCredentials);
        if (maxWaitSeconds is not (>= 0 and <= int.MaxValue))
        {
            throw new ArgumentOutOfRangeException(nameof(maxWaitSeconds), maxWaitSeconds, "The time must be 0 seconds or more.");
        }

        if (pollFrequencySeconds is not (>= 0 and <= LongestInterval))
        {
            throw new ArgumentOutOfRangeException(nameof(pollFrequencySeconds), pollFrequencySeconds, "The time must be 0 to 86400 seconds.");
        }

        return new DbtCloudWork(
            dbtCloudCredentials.GetAdministrativeClient(), TimeSpan.FromSeconds(maxWaitSeconds), TimeSpan.FromSeconds(pollFrequencySeconds), Log);
    }
}
