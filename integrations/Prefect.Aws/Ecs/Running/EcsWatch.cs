using Microsoft.Extensions.Logging;
using Prefect.Http;

namespace Prefect.Aws;

/// <summary>How tasks are watched.</summary>
internal static class EcsWatch
{
    public static StatusWatch Of(EcsTaskRun run, EcsOptions options, TimeSpan? timeout, ILogger logger) => new(new StatusWatchOptions
    {
        Subject = $"task '{run.Identifier}'",
        Interval = options.PollInterval,
        Timeout = timeout,
        Patience = options.Patience,
        IsNoVerdict = static exception => exception is AwsException aws && EcsRetry.IsNoVerdict(aws),

        // The service is not at once of one mind about a task that it has started.
        IsNotYetThere = exception => exception is EcsTaskNotFoundException && !run.IsAttached,
        Stop = options.CancelRemote ? token => run.StopAsync(reason: null, token) : null,
        TimeProvider = options.TimeProvider,
        Logger = logger,
    });
}
