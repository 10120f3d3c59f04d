using System.Text.Json.Serialization;

namespace Prefect.Aws;

/// <summary>Asks for a page of a log stream.</summary>
internal sealed record LogEventsQuestion(
    [property: JsonPropertyName("logGroupName")] string LogGroupName,
    [property: JsonPropertyName("logStreamName")] string LogStreamName,
    [property: JsonPropertyName("startFromHead")] bool StartFromHead)
{
    [JsonPropertyName("nextToken")]
    public string? NextToken { get; init; }

    [JsonPropertyName("limit")]
    public int? Limit { get; init; }
}
