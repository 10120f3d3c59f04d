using Microsoft.Extensions.Logging;

namespace Prefect.Snowflake;

/// <summary>What the package logs.</summary>
internal static partial class SnowflakeLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not cancel {Subject} in Snowflake: {Reason}")]
    public static partial void NotCancelled(ILogger logger, string subject, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not roll back a transaction in Snowflake, and close its connection: {Reason}")]
    public static partial void NotRolledBack(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Submitted the Snowflake query {QueryId}")]
    public static partial void Submitted(ILogger logger, string queryId);

    [LoggerMessage(Level = LogLevel.Information, Message = "There was no connection to Snowflake open to be closed")]
    public static partial void NothingOpen(ILogger logger);
}
