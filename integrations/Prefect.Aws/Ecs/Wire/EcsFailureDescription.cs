using System.Text.Json.Serialization;

namespace Prefect.Aws;

/// <summary>What the service could not do, in an answer that is otherwise good.</summary>
internal sealed record EcsFailureDescription
{
    [JsonPropertyName("arn")]
    public string? Arn { get; init; }

    [JsonPropertyName("reason")]
    public string? Reason { get; init; }

    [JsonPropertyName("detail")]
    public string? Detail { get; init; }

    /// <summary>Reason and detail.</summary>
    public override string ToString() => Detail is null ? Reason ?? "" : $"{Reason} ({Detail})";
}
