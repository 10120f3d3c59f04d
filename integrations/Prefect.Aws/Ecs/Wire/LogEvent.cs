using System.Text.Json.Serialization;

namespace Prefect.Aws;

/// <summary>A line of a log stream.</summary>
internal sealed record LogEvent
{
    [JsonPropertyName("timestamp")]
    public long Timestamp { get; init; }

    [JsonPropertyName("message")]
    public string? Message { get; init; }

    public EcsLogLine ToLine() => new(DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(Timestamp, 0, 253_402_300_799_999)), Message ?? "");
}
