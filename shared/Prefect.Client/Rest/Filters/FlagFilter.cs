using System.Text.Json.Serialization;

namespace Prefect.Client;

/// <summary>Chooses by a yes or no. A part that the field in question does not know is refused by the server.</summary>
public sealed record FlagFilter
{
    /// <summary>Whether it is so.</summary>
    [JsonPropertyName("eq_")]
    public bool? Is { get; init; }

    /// <summary>Whether there is such a thing.</summary>
    [JsonPropertyName("exists_")]
    public bool? Exists { get; init; }
}
