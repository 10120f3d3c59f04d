using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Prefect.Client;

/// <summary>A variable that is to be created.</summary>
public sealed record ApiVariableDraft
{
    /// <summary>Its name: small letters, digits, dashes and underscores, at most 255.</summary>
    public required string Name { get; init; }

    /// <summary>Its value, of at most 5,000 characters as JSON.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonNode? Value { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}
