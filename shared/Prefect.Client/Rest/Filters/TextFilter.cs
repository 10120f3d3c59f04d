using System.Text.Json.Serialization;

namespace Prefect.Client;

/// <summary>Chooses by name or another text. A part that the field in question does not know is refused by the server.</summary>
public sealed record TextFilter
{
    /// <summary>One of these, exactly.</summary>
    [JsonPropertyName("any_")]
    public IReadOnlyList<string>? Any { get; init; }

    /// <summary>None of these.</summary>
    [JsonPropertyName("not_any_")]
    public IReadOnlyList<string>? NotAny { get; init; }

    /// <summary>Contains this, in whatever case; <c>%</c> stands for any text.</summary>
    [JsonPropertyName("like_")]
    public string? Like { get; init; }

    /// <summary>Begins with one of these.</summary>
    [JsonPropertyName("startswith_")]
    public IReadOnlyList<string>? StartsWith { get; init; }

    /// <summary>Whether there is one, where a key may be absent.</summary>
    [JsonPropertyName("exists_")]
    public bool? Exists { get; init; }

    /// <summary>Whether there is none.</summary>
    [JsonPropertyName("is_null_")]
    public bool? IsNull { get; init; }
}
