using Microsoft.Extensions.Logging;

namespace Prefect.Http;

/// <summary>What watching logs.</summary>
internal static partial class StatusWatchLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The {Subject} cannot be seen at the moment, and is waited for all the same: {Reason}")]
    public static partial void OutOfSight(ILogger logger, string subject, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The {Subject} could not be stopped after the waiting for it was cancelled, and may go on: {Reason}")]
    public static partial void NotStopped(ILogger logger, string subject, string reason);
}
