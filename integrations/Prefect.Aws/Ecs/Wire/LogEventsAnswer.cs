using System.Text.Json.Serialization;

namespace Prefect.Aws;

/// <summary>A page of a log stream.</summary>
internal sealed record LogEventsAnswer
{
    [JsonPropertyName("events")]
    public IReadOnlyList<LogEvent>? Events { get; init; }

    [JsonPropertyName("nextForwardToken")]
    public string? NextForwardToken { get; init; }
}
