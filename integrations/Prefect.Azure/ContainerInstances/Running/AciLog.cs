using Microsoft.Extensions.Logging;

namespace Prefect.Azure;

/// <summary>What running containers logs.</summary>
internal static partial class AciLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The setting '{Setting}' of credential_kwargs has no counterpart here and is ignored.")]
    public static partial void SettingIgnored(ILogger logger, string setting);

    [LoggerMessage(Level = LogLevel.Information, Message = "Creating the container group '{Group}' with the image '{Image}'.")]
    public static partial void Creating(ILogger logger, string group, string image);

    [LoggerMessage(Level = LogLevel.Information, Message = "The container group '{Group}' is there, and its container is waited for.")]
    public static partial void Created(ILogger logger, string group);

    [LoggerMessage(Level = LogLevel.Information, Message = "The container of '{Group}' has ended with exit code {ExitCode}.")]
    public static partial void Ended(ILogger logger, string group, int? exitCode);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The container group '{Group}' was deleted before its container had ended, most likely because the run was cancelled.")]
    public static partial void Vanished(ILogger logger, string group);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Line}")]
    public static partial void Line(ILogger logger, string line);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What the container of '{Group}' printed could not be read, and is asked for again: {Reason}")]
    public static partial void NoLogs(ILogger logger, string group, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A container group cannot be stopped or deleted at the moment, and is tried again: {Reason}")]
    public static partial void NotYetEnded(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopped the container group '{Group}', which is kept.")]
    public static partial void Stopped(ILogger logger, string group);

    [LoggerMessage(Level = LogLevel.Information, Message = "Deleted the container group '{Group}'.")]
    public static partial void Deleted(ILogger logger, string group);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The container group '{Group}' could not be stopped or deleted, and may cost money until somebody does: {Reason}")]
    public static partial void LeftBehind(ILogger logger, string group, string reason);
}
