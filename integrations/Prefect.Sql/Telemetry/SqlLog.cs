using Microsoft.Extensions.Logging;

namespace Prefect.Sql;

/// <summary>What this package logs.</summary>
internal static partial class SqlLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A cursor on '{Target}' could not be closed in order; what its transaction changed may be lost. {Reason}")]
    public static partial void CursorNotClosed(ILogger logger, string target, string reason);
}
