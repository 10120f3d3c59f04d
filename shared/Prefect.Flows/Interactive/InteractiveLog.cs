using Microsoft.Extensions.Logging;

namespace Prefect.Flows;

/// <summary>What is logged when runs wait.</summary>
internal static partial class InteractiveLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Flow run '{Name}' is paused, and goes on when somebody resumes it.")]
    public static partial void Pauses(ILogger logger, string name);

    [LoggerMessage(Level = LogLevel.Information, Message = "Flow run '{Name}' was resumed.")]
    public static partial void GoesOn(ILogger logger, string name);

    [LoggerMessage(Level = LogLevel.Information, Message = "Flow run '{Name}' is suspended: it leaves its body, and begins anew when somebody resumes it.")]
    public static partial void Suspends(ILogger logger, string name);
}
