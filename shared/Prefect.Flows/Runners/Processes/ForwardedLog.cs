using Microsoft.Extensions.Logging;

namespace Prefect.Flows;

/// <summary>A line that a worker wrote for the program's loggers, secrets masked.</summary>
internal sealed record ForwardedLog(string Category, LogLevel Level, int EventId, string Message, string? Exception);
