using Microsoft.Extensions.Logging;

namespace Prefect.Flows;

/// <summary>A line that a worker wrote for the program's loggers, secrets masked.</summary>
internal sealed record ForwardedLog(string Category, LogLevel Level, int EventId, string Message, string? Exception)
{
    /// <summary>What was said beside the line: the run that it belongs to, for one. The innermost last.</summary>
    public IReadOnlyList<ForwardedScope> Scopes { get; init; } = [];
}
