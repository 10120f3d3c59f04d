using System.Text.Json.Serialization;

namespace Prefect.Client;

/// <summary>Chooses by a time.</summary>
public sealed record TimeFilter
{
    /// <summary>At this time or before.</summary>
    [JsonPropertyName("before_")]
    public DateTimeOffset? Before { get; init; }

    /// <summary>At this time or after.</summary>
    [JsonPropertyName("after_")]
    public DateTimeOffset? After { get; init; }

    /// <summary>Whether there is none yet.</summary>
    [JsonPropertyName("is_null_")]
    public bool? IsNull { get; init; }
}
