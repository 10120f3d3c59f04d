using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Prefect.Gcp;

/// <summary>Watches a custom job, through whatever keeps it from being seen for a while.</summary>
internal sealed class VertexWatch(VertexAIJobRun run, VertexAIJob job, ILogger logger)
{
    // The service is not at once of one mind about a job that it has created.
    private static readonly TimeSpan s_untilVisible = TimeSpan.FromMinutes(1);

    private readonly VertexAIOptions _options = job.Options ?? VertexAIOptions.Default;
    private readonly long _began = (job.Options ?? VertexAIOptions.Default).TimeProvider.GetTimestamp();

    /// <param name="timeout">How long is waited at most.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="TimeoutException">The job had not ended in time.</exception>
    public async Task<VertexAIOutcome> UntilEndedAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        string state = "";
        while (true)
        {
            VertexAIOutcome outcome = await PatientlyAsync(timeout, cancellationToken).ConfigureAwait(false);
            if (outcome.Job.State != state)
            {
                state = outcome.Job.State;
                GcpLog.CustomJobChanged(logger, run.Id, state);
            }

            if (outcome.HasEnded)
            {
                Tell(outcome);
                return outcome;
            }

            await PauseAsync(timeout, cancellationToken).ConfigureAwait(false);
        }
    }

    // The service gives an error to jobs that somebody cancelled as well.
    private void Tell(VertexAIOutcome outcome)
    {
        if (outcome.Job is { ErrorMessage: { } message } && !message.Contains("CANCELED", StringComparison.Ordinal))
        {
            GcpLog.CustomJobFailed(logger, run.Id, message);
        }
    }

    /// <summary>Asks until there is an answer, or the patience is over: an error that says nothing about the job is no verdict on it.</summary>
    private async Task<VertexAIOutcome> PatientlyAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        long lost = _options.TimeProvider.GetTimestamp();
        while (true)
        {
            try
            {
                return await run.DescribeAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (GcpException exception) when (exception.IsTransient && _options.TimeProvider.GetElapsedTime(lost) < _options.Patience)
            {
                GcpLog.JobOutOfSight(logger, run.Id, exception.Message);
            }
            catch (VertexAIJobNotFoundException exception) when (!run.IsAttached && _options.TimeProvider.GetElapsedTime(_began) < s_untilVisible)
            {
                GcpLog.JobOutOfSight(logger, run.Id, exception.Message);
            }

            await PauseAsync(timeout, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task PauseAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        TimeSpan elapsed = _options.TimeProvider.GetElapsedTime(_began);
        TimeSpan left = timeout - elapsed;
        if (left <= TimeSpan.Zero)
        {
            string seconds = elapsed.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
            throw new TimeoutException($"The Vertex AI job '{run.Id}' had not ended after {seconds} s. It may go on: wait again, or cancel it; maximum_run_time_hours says how long is waited.");
        }

        await Task.Delay(left < job.JobWatchPollInterval ? left : job.JobWatchPollInterval, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
    }
}
