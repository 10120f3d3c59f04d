using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Flows;

namespace Prefect.Databricks;

/// <summary>Runs that are started and waited for: as methods, and as flows.</summary>
/// <example>
/// <code>
/// (IReadOnlyDictionary&lt;string, RunOutput&gt; outputs, Run run) = await JobsFlows.JobsRunsSubmitByIdAndWaitForCompletionAsync(credentials, 11223344);
/// </code>
/// </example>
[SyncTwins]
public static partial class JobsFlows
{
    /// <summary>Runs tasks once, without a job, waits until they have ended well, and gives what each left.</summary>
    /// <param name="databricksCredentials">How to sign in.</param>
    /// <param name="settings">What is run. With a token, the run that was started under it is taken up again.</param>
    /// <param name="maxWaitSeconds">How many seconds are waited at most; the run goes on after them.</param>
    /// <param name="pollFrequencySeconds">Seconds between two reads of the state.</param>
    /// <param name="jobSubmissionHandler">Is called with the run as soon as it is started; what it throws ends the flow.</param>
    /// <param name="cancellationToken">Ends the waiting, not the run.</param>
    /// <exception cref="ArgumentException">An argument is null or out of its range, or the settings have keys of tasks, or a token, that cannot be used.</exception>
    /// <exception cref="DatabricksJobRunException">The run has ended, and not well, or not in time.</exception>
    /// <exception cref="DatabricksException">The service refused a request, or was out of reach for too long.</exception>
    [Flow]
    public static async Task<DatabricksRunResult> JobsRunsSubmitAndWaitForCompletionAsync(
        DatabricksCredentials databricksCredentials,
        RunSubmitSettings settings,
        int maxWaitSeconds = 900,
        int pollFrequencySeconds = 10,
        Func<RunSubmission, Task>? jobSubmissionHandler = null,
        CancellationToken cancellationToken = default)
    {
        DatabricksWaitOptions wait = DatabricksWaitOptions.Of(maxWaitSeconds, pollFrequencySeconds);
        RunSubmission started = await JobsTasks.JobsRunsSubmitAsync(databricksCredentials, settings, cancellationToken).ConfigureAwait(false);
        return await EndAsync(databricksCredentials, started, wait, jobSubmissionHandler, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a job, waits until it has ended well, and gives what each of its tasks left.</summary>
    /// <param name="databricksCredentials">How to sign in.</param>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="idempotencyToken">Names the request, at most 64 characters: the run that was started under it is taken up again. Default: one that nobody has used.</param>
    /// <param name="parameters">Parameters of the tasks, in place of those of the job.</param>
    /// <param name="jobParameters">Parameters of the job, by name, in place of their defaults.</param>
    /// <param name="maxWaitSeconds">How many seconds are waited at most; the run goes on after them.</param>
    /// <param name="pollFrequencySeconds">Seconds between two reads of the state.</param>
    /// <param name="jobSubmissionHandler">Is called with the run as soon as it is started; what it throws ends the flow.</param>
    /// <param name="cancellationToken">Ends the waiting, not the run.</param>
    /// <exception cref="ArgumentException">An argument is null or out of its range.</exception>
    /// <exception cref="DatabricksJobRunException">The run has ended, and not well, or not in time.</exception>
    /// <exception cref="DatabricksException">The service refused a request, or was out of reach for too long.</exception>
    [Flow]
    public static async Task<DatabricksRunResult> JobsRunsSubmitByIdAndWaitForCompletionAsync(
        DatabricksCredentials databricksCredentials,
        long jobId,
        string? idempotencyToken = null,
        RunParameters? parameters = null,
        JsonObject? jobParameters = null,
        int maxWaitSeconds = 900,
        int pollFrequencySeconds = 10,
        Func<RunSubmission, Task>? jobSubmissionHandler = null,
        CancellationToken cancellationToken = default)
    {
        DatabricksWaitOptions wait = DatabricksWaitOptions.Of(maxWaitSeconds, pollFrequencySeconds);
        RunSubmission started = await JobsTasks
            .JobsRunNowAsync(databricksCredentials, jobId, idempotencyToken, parameters, jobParameters, cancellationToken).ConfigureAwait(false);
        return await EndAsync(databricksCredentials, started, wait, jobSubmissionHandler, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until a run has ended, well or not, and gives it: its state is in it.</summary>
    /// <param name="multiTaskJobsRunsId">Id of the run.</param>
    /// <param name="databricksCredentials">How to sign in.</param>
    /// <param name="runName">Not needed: the service knows the name.</param>
    /// <param name="maxWaitSeconds">How many seconds are waited at most; the run goes on after them.</param>
    /// <param name="pollFrequencySeconds">Seconds between two reads of the state.</param>
    /// <param name="cancellationToken">Ends the waiting, not the run.</param>
    /// <exception cref="ArgumentException">An argument is null or out of its range.</exception>
    /// <exception cref="DatabricksJobRunTimedOutException">The run had not ended in time.</exception>
    /// <exception cref="DatabricksException">The service refused a request, or was out of reach for too long.</exception>
    [Flow]
    public static Task<Run> JobsRunsWaitForCompletionAsync(
        long multiTaskJobsRunsId,
        DatabricksCredentials databricksCredentials,
        string? runName = null,
        int maxWaitSeconds = 900,
        int pollFrequencySeconds = 10,
        CancellationToken cancellationToken = default) =>
        new DatabricksJobRun(databricksCredentials, multiTaskJobsRunsId) { Wait = DatabricksWaitOptions.Of(maxWaitSeconds, pollFrequencySeconds) }
            .WaitForEndAsync(cancellationToken);

    private static async Task<DatabricksRunResult> EndAsync(
        DatabricksCredentials credentials,
        RunSubmission started,
        DatabricksWaitOptions wait,
        Func<RunSubmission, Task>? handler,
        CancellationToken cancellationToken)
    {
        if (handler is not null)
        {
            await handler(started).ConfigureAwait(false);
        }

        return await new DatabricksJobRun(credentials, started.RunId!.Value) { Wait = wait }.ResultAsync(cancellationToken).ConfigureAwait(false);
    }
}
