using Microsoft.Extensions.Logging;

namespace Prefect.Gcp;

/// <summary>Watches an execution, through whatever keeps it from being seen for a while.</summary>
internal sealed class CloudRunWatch(CloudRunJobRun run, CloudRunOptions options, ILogger logger)
{
    private readonly long _began = options.TimeProvider.GetTimestamp();

    /// <exception cref="TimeoutException">The execution had not ended in time.</exception>
    public async Task<CloudRunOutcome> UntilEndedAsync(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        while (true)
        {
            CloudRunOutcome outcome = await PatientlyAsync(timeout, cancellationToken).ConfigureAwait(false);
            if (outcome.HasEnded)
            {
                Tell(outcome);
                return outcome;
            }

            await PauseAsync(timeout, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Tell(CloudRunOutcome outcome)
    {
        if (outcome.WasDeleted)
        {
            GcpLog.ExecutionVanished(logger, outcome.JobName);
        }
        else if (outcome.Succeeded)
        {
            GcpLog.JobSucceeded(logger, outcome.JobName);
        }
        else
        {
            string reason = $"{outcome.Diagnosis}";
            GcpLog.JobFailed(logger, outcome.JobName, reason);
        }
    }

    /// <summary>Asks until there is an answer, or the patience is over: an error that says nothing about the execution is no verdict on it.</summary>
    private async Task<CloudRunOutcome> PatientlyAsync(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        long lost = options.TimeProvider.GetTimestamp();
        while (true)
        {
            try
            {
                return await run.LookAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (GcpException exception) when (exception.IsTransient && options.TimeProvider.GetElapsedTime(lost) < options.Patience)
            {
                GcpLog.JobOutOfSight(logger, run.JobName, exception.Message);
            }

            await PauseAsync(timeout, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task PauseAsync(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        TimeSpan pause = options.PollInterval;
        if (timeout is { } most)
        {
            TimeSpan left = most - options.TimeProvider.GetElapsedTime(_began);
            pause = left < pause ? left : pause;
            if (left <= TimeSpan.Zero)
            {
                throw new TimeoutException($"The Cloud Run job '{run.JobName}' had not ended after {most}. It goes on: wait again, or delete it.");
            }
        }

        await Task.Delay(pause, options.TimeProvider, cancellationToken).ConfigureAwait(false);
    }
}
