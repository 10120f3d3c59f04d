using Microsoft.Extensions.Logging;

namespace Prefect.Aws;

/// <summary>A line for the log of a flow run.</summary>
internal sealed record EcsRunLogLine(LogLevel Level, DateTimeOffset Time, string Text);
