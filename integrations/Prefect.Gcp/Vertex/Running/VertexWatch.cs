using Microsoft.Extensions.Logging;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>How custom jobs are watched.</summary>
internal static class VertexWatch
{
    public static StatusWatch Of(VertexAIJobRun run, VertexAIJob job, TimeSpan? timeout, ILogger logger)
    {
        VertexAIOptions options = job.Options ?? VertexAIOptions.Default;
        return new StatusWatch(new StatusWatchOptions
        {
            Subject = $"Vertex AI job '{run.Id}'",
            Interval = job.JobWatchPollInterval,
            Timeout = timeout ?? CustomJobBuilder.LongestRun(job),
            Patience = options.Patience,

            // Each read is several attempts already.
            FewestFailures = 1,

            // The service is not at once of one mind about a job that it has created.
            IsNotYetThere = exception => exception is VertexAIJobNotFoundException && !run.IsAttached,
            Stop = options.CancelRemote ? run.CancelAsync : null,
            TimeProvider = options.TimeProvider,
            Logger = logger,
        });
    }

    /// <summary>Says what went wrong. The service gives an error to jobs that somebody cancelled as well.</summary>
    public static void Tell(VertexAIOutcome outcome, ILogger logger)
    {
        string message = outcome.Job.ErrorMessage ?? $"it ended as {outcome.Job.State}";
        if (!outcome.Succeeded && outcome.Job.State != "JOB_STATE_CANCELLED" && !message.Contains("CANCELED", StringComparison.Ordinal))
        {
            GcpLog.CustomJobFailed(logger, outcome.Job.Name, message);
        }
    }
}
