using System.Text.Json;
using System.Text.Json.Serialization;

namespace Prefect.Aws;

/// <summary>An event as EventBridge sends it to a queue.</summary>
internal sealed record EcsEventEnvelope
{
    [JsonPropertyName("id")]
    public string? Id { get; init; }

    [JsonPropertyName("detail-type")]
    public string? DetailType { get; init; }

    [JsonPropertyName("time")]
    public string? Time { get; init; }

    [JsonPropertyName("detail")]
    public JsonElement Detail { get; init; }
}
