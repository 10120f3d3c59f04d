using Microsoft.Extensions.Logging;

namespace Prefect.Http;

/// <summary>What sending requests logs.</summary>
internal static partial class RestLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Try {Number} to {Operation} failed and is repeated after {Seconds} s: {Reason}")]
    public static partial void Repeated(ILogger logger, int number, ServiceOperation operation, double seconds, string reason);
}
