using System.Text.Json.Serialization;

namespace Prefect.Client;

/// <summary>Chooses by a number.</summary>
public sealed record NumberFilter
{
    /// <summary>This or more.</summary>
    [JsonPropertyName("ge_")]
    public int? AtLeast { get; init; }

    /// <summary>This or less.</summary>
    [JsonPropertyName("le_")]
    public int? AtMost { get; init; }
}
