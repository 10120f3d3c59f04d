namespace Prefect.Azure;

/// <summary>A line that a container printed.</summary>
/// <param name="Timestamp">When it was printed.</param>
/// <param name="Message">The line.</param>
public sealed record AciLogLine(DateTimeOffset Timestamp, string Message);
