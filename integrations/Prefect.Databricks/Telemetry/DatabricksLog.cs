using Microsoft.Extensions.Logging;

namespace Prefect.Databricks;

/// <summary>What this package logs.</summary>
internal static partial class DatabricksLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Started the Databricks run '{RunId}'.")]
    public static partial void RunStarted(ILogger logger, long runId);

    [LoggerMessage(Level = LogLevel.Information, Message = "The Databricks run '{RunId}' ({Name}) is {State}. {Page}")]
    public static partial void RunChanged(ILogger logger, long runId, string? name, string state, string? page);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The repair '{RepairId}' was accepted, and the Databricks run '{RunId}' does not show it yet: {Reason}")]
    public static partial void RepairUnseen(ILogger logger, long repairId, long runId, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The task '{Task}' of the Databricks run '{RunId}' is {State}.")]
    public static partial void TaskChanged(ILogger logger, string task, long runId, string state);
}
