using Microsoft.Extensions.Logging;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>How executions are watched.</summary>
internal static class CloudRunWatch
{
    public static StatusWatch Of(CloudRunJobRun run, CloudRunOptions options, TimeSpan? timeout, ILogger logger) => new(new StatusWatchOptions
    {
        Subject = $"Cloud Run job '{run.JobName}'",
        Interval = options.PollInterval,
        Timeout = timeout,
        Patience = options.Patience,

        // Each read is several attempts already.
        FewestFailures = 1,
        TimeProvider = options.TimeProvider,
        Logger = logger,
    });

    /// <summary>Says how an execution ended.</summary>
    public static void Tell(CloudRunOutcome outcome, ILogger logger)
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
}
