using Microsoft.Extensions.Logging;

namespace Prefect.Flows;

/// <summary>What transactions log.</summary>
internal static partial class TransactionLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Running {Kind} hook '{Hook}'")]
    public static partial void HookBegins(ILogger logger, string kind, string hook);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Kind} hook '{Hook}' finished running")]
    public static partial void HookEnded(ILogger logger, string kind, string hook);

    [LoggerMessage(Level = LogLevel.Error, Message = "A {Kind} hook of the transaction '{Key}' failed: '{Hook}'")]
    public static partial void HookFailed(ILogger logger, Exception exception, string kind, string? key, string hook);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The result of the transaction '{Key}' cannot be written and is not kept: {Reason}")]
    public static partial void NotSerializable(ILogger logger, string? key, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The transaction '{Key}' could not be committed and is rolled back")]
    public static partial void CommitFailed(ILogger logger, Exception exception, string? key);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lock of the transaction '{Key}' could not be released: {Reason}")]
    public static partial void LockNotReleased(ILogger logger, string? key, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An attempt of a task failed inside the transaction '{Key}' and rolls it back, although the task is repeated. Set RollbackOn = RollbackOn.FinalFailure on the transaction to roll back only when no attempt is left")]
    public static partial void AttemptRollsBack(ILogger logger, string? key);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The record '{Key}' cannot be read and is ignored: {Reason}")]
    public static partial void UnreadableRecord(ILogger logger, string? key, string reason);
}
