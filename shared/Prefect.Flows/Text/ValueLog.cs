using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>What variables, artifacts, limits, assets and events have to say.</summary>
internal static partial class ValueLog
{
    public static ILogger Current => RunContext.Current is { } context ? RunLogger.For(context) : PrefectLogging.CreateLogger(typeof(RunContext));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Artifact '{Artifact}' is made outside of any run: it is kept, and belongs to none.")]
    public static partial void ArtifactOutsideRun(ILogger logger, string artifact);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Progress {Given} lies outside 0 to 100: {Shown} is shown.")]
    public static partial void ClampedProgress(ILogger logger, double given, double shown);

    [LoggerMessage(Level = LogLevel.Warning, Message = "There is no concurrency limit named {Names}: nothing holds this back. Create it with 'dotnet prefect gcl create'.")]
    public static partial void UnknownLimits(ILogger logger, string names);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The slots of {Names} are lost: their lease could not be renewed. What runs under them goes on.")]
    public static partial void LeaseLost(ILogger logger, Exception? exception, string names);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The slots of {Names} could not be given back; they become free when their lease ends.")]
    public static partial void ReleaseFailed(ILogger logger, Exception exception, string names);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Waiting {Delay} for slots of {Names}.")]
    public static partial void WaitingForSlots(ILogger logger, TimeSpan delay, string names);

    [LoggerMessage(Level = LogLevel.Error, Message = "The event '{Event}' could not be kept.")]
    public static partial void EventFailed(ILogger logger, Exception exception, string @event);
}
