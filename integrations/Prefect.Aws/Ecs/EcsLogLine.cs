namespace Prefect.Aws;

/// <summary>A line that a container printed, from CloudWatch.</summary>
/// <param name="Timestamp">When it was printed.</param>
/// <param name="Message">The line.</param>
public sealed record EcsLogLine(DateTimeOffset Timestamp, string Message);
