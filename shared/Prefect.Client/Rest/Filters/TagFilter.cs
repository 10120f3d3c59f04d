using System.Text.Json.Serialization;

namespace Prefect.Client;

/// <summary>Chooses by tags.</summary>
public sealed record TagFilter
{
    /// <summary>How the parts go together. Default: all of them hold.</summary>
    public FilterOperator? Operator { get; init; }

    /// <summary>Has each of these.</summary>
    [JsonPropertyName("all_")]
    public IReadOnlyList<string>? All { get; init; }

    /// <summary>Has one of these.</summary>
    [JsonPropertyName("any_")]
    public IReadOnlyList<string>? Any { get; init; }

    /// <summary>Whether there are none.</summary>
    [JsonPropertyName("is_null_")]
    public bool? IsNull { get; init; }
}
