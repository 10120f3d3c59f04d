using Microsoft.Extensions.Logging;

namespace Prefect.Flows;

/// <summary>One line of a run's log.</summary>
/// <param name="Timestamp">When it was written, UTC.</param>
/// <param name="Level">How severe it is.</param>
/// <param name="Logger">Name of the logger.</param>
/// <param name="Message">The text, secrets masked.</param>
/// <param name="FlowRunId">The flow run that it belongs to.</param>
/// <param name="TaskRunId">The task run that it belongs to.</param>
public sealed record RunLog(DateTimeOffset Timestamp, LogLevel Level, string Logger, string Message, Guid? FlowRunId, Guid? TaskRunId);
