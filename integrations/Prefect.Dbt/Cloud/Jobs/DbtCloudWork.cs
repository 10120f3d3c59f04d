using Microsoft.Extensions.Logging;

namespace Prefect.Dbt;

/// <summary>Runs jobs from beginning to end.</summary>
internal sealed class DbtCloudWork(DbtCloudAdministrativeClient client, TimeSpan maxWait, TimeSpan interval, ILogger log)
{
    private static readonly string[] s_related = ["run_steps", "job"];

    public Task<DbtCloudRun> WaitAsync(long runId, bool isNew, CancellationToken cancellationToken) => WaitAsync(runId, isNew, maxWait, cancellationToken);

    /// <summary>Starts a run and waits for it; again for what failed.</summary>
    public async Task<DbtCloudRun> RunAsync(
        long jobId, TriggerJobRunOptions options, int retries, string? submissionKey, CancellationToken cancellationToken)
    {
        DbtCloudStart start = await DbtCloudKeyedStart.RunAsync(
            client, jobId, options, submissionKey, DbtCloudTasks.TriggerDbtCloudJobRunTask, cancellationToken).ConfigureAwait(false);
        for (; ; retries--)
        {
            DbtLog.RunStarted(log, start.Run.Id, jobId);
            DbtCloudRun ended = await WaitAsync(start.Run.Id, start.IsNew, Longer(options), cancellationToken).ConfigureAwait(false);
            if (ended.Status != DbtCloudJobRunStatus.Failed || retries == 0)
            {
                return await ResultAsync(ended, cancellationToken).ConfigureAwait(false);
            }

            start = await StartSubsetAsync(ended.Id, options, submissionKey, cancellationToken).ConfigureAwait(false) ?? throw DbtCloudEnds.Failed(ended);
        }
    }

    /// <summary>Starts a run of what did not succeed in another, and waits for it.</summary>
    public async Task<DbtCloudRun> RetryAsync(long runId, TriggerJobRunOptions options, CancellationToken cancellationToken)
    {
        if (await StartSubsetAsync(runId, options, submissionKey: null, cancellationToken).ConfigureAwait(false) is not { } start)
        {
            return await client.GetRunAsync(runId, cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        DbtCloudRun ended = await WaitAsync(start.Run.Id, start.IsNew, Longer(options), cancellationToken).ConfigureAwait(false);
        return await ResultAsync(ended, cancellationToken).ConfigureAwait(false);
    }

    private Task<DbtCloudRun> WaitAsync(long runId, bool isNew, TimeSpan timeout, CancellationToken cancellationToken) =>
        new DbtCloudRunWatch(client, runId, log) { IsNew = isNew }.WaitAsync(timeout, interval, cancellationToken);

    private TimeSpan Longer(TriggerJobRunOptions options)
    {
        TimeSpan own = TimeSpan.FromSeconds(options.TimeoutSecondsOverride ?? 0);
        return own > maxWait ? own : maxWait;
    }

    private Task<DbtCloudRun> ResultAsync(DbtCloudRun ended, CancellationToken cancellationToken)
    {
        DbtCloudEnds.ThrowUnlessSucceeded(ended);
        return DbtCloudResults.WithArtifactsAsync(client, ended, step: null, log, cancellationToken);
    }

    private async Task<DbtCloudStart?> StartSubsetAsync(long runId, TriggerJobRunOptions options, string? submissionKey, CancellationToken cancellationToken)
    {
        DbtCloudRun run = await client.GetRunAsync(runId, s_related, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> steps = await new DbtCloudRetrySteps(client, log).OfAsync(run, cancellationToken).ConfigureAwait(false);
        if (steps.Count == 0 || run.JobId is not { } jobId)
        {
            DbtLog.NothingToRetry(log, runId);
            return null;
        }

        DbtLog.Retrying(log, runId, steps.Count);
        return await DbtCloudKeyedStart.RetryAsync(client, jobId, options with { StepsOverride = steps }, submissionKey, runId, cancellationToken).ConfigureAwait(false);
    }
}
