using Microsoft.Extensions.Logging;

namespace Prefect.Aws;

/// <summary>What starting and watching tasks log.</summary>
internal static partial class EcsLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Registered the task definition '{Arn}'.")]
    public static partial void Registered(ILogger logger, string arn);

    [LoggerMessage(Level = LogLevel.Information, Message = "Using the task definition '{Arn}', which is registered already.")]
    public static partial void Reused(ILogger logger, string arn);

    [LoggerMessage(Level = LogLevel.Information, Message = "Started the task '{Identifier}'.")]
    public static partial void Started(ILogger logger, EcsIdentifier identifier);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopped the task '{Identifier}'.")]
    public static partial void Stopped(ILogger logger, EcsIdentifier identifier);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The request that starts the task: {Request}", SkipEnabledCheck = true)]
    public static partial void Request(ILogger logger, string request);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The task definition '{Arn}' is used as it is: what is set for building one is ignored.")]
    public static partial void DefinitionGiven(ILogger logger, string arn);

    [LoggerMessage(Level = LogLevel.Information, Message = "A capacity provider strategy is set, so that the launch type is left out.")]
    public static partial void StrategyWins(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The task definition '{Name}' could not be compared, so that another is registered if need be: {Reason}")]
    public static partial void NotCompared(ILogger logger, string name, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Attempt {Attempt} failed and is made again: {Reason}")]
    public static partial void Retried(ILogger logger, int attempt, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The task definition '{Arn}' could not be deregistered: {Reason}")]
    public static partial void NotDeregistered(ILogger logger, string arn, string reason);
}
