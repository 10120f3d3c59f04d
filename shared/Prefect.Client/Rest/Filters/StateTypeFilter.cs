using System.Text.Json.Serialization;

namespace Prefect.Client;

/// <summary>Chooses by the kind of a state.</summary>
public sealed record StateTypeFilter
{
    /// <summary>One of these.</summary>
    [JsonPropertyName("any_")]
    public IReadOnlyList<ApiStateType>? Any { get; init; }

    /// <summary>None of these.</summary>
    [JsonPropertyName("not_any_")]
    public IReadOnlyList<ApiStateType>? NotAny { get; init; }
}
