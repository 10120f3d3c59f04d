using Microsoft.Extensions.Logging;

namespace Prefect.Flows;

/// <summary>What caching logs.</summary>
internal static partial class CachingLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The cache key of the task run '{Run}' could not be computed - its result is not kept")]
    public static partial void KeyFailed(ILogger logger, Exception exception, string run);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The task '{Task}' has a cache policy, and PersistResult = false: nothing is cached")]
    public static partial void CachingWithoutPersistence(ILogger logger, string task);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The task '{Task}' has both CacheKeyFunction and CachePolicy: the function is used")]
    public static partial void KeyFunctionWins(ILogger logger, string task);
}
