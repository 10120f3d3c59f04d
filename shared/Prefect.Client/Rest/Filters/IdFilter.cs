using System.Text.Json.Serialization;

namespace Prefect.Client;

/// <summary>Chooses by id. A part that the field in question does not know is refused by the server.</summary>
public sealed record IdFilter
{
    /// <summary>One of these.</summary>
    [JsonPropertyName("any_")]
    public IReadOnlyList<Guid>? Any { get; init; }

    /// <summary>None of these.</summary>
    [JsonPropertyName("not_any_")]
    public IReadOnlyList<Guid>? NotAny { get; init; }

    /// <summary>Whether there is none.</summary>
    [JsonPropertyName("is_null_")]
    public bool? IsNull { get; init; }
}
