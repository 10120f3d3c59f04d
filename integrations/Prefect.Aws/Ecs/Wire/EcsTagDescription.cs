using System.Text.Json.Serialization;

namespace Prefect.Aws;

/// <summary>A tag as the service describes it.</summary>
internal sealed record EcsTagDescription
{
    [JsonPropertyName("key")]
    public string? Key { get; init; }

    [JsonPropertyName("value")]
    public string? Value { get; init; }
}
