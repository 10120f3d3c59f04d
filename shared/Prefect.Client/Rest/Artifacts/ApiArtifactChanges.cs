using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Prefect.Client;

/// <summary>What is to change about an artifact. What is null stays.</summary>
public sealed record ApiArtifactChanges
{
    /// <summary>What it shows.</summary>
    public JsonNode? Data { get; init; }

    /// <summary>What it is.</summary>
    public string? Description { get; init; }

    /// <summary>What is known about it: texts.</summary>
    [JsonPropertyName("metadata_")]
    public JsonObject? Metadata { get; init; }
}
