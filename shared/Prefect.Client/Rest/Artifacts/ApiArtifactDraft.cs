using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Prefect.Client;

/// <summary>An artifact that is to be created.</summary>
public sealed record ApiArtifactDraft
{
    /// <summary>Its key, which all its versions have, or <see langword="null"/>.</summary>
    public string? Key { get; init; }

    /// <summary>How it is shown: <c>markdown</c>, <c>table</c>, <c>progress</c>, <c>image</c> …</summary>
    public string? Type { get; init; }

    /// <summary>What it is.</summary>
    public string? Description { get; init; }

    /// <summary>What it shows.</summary>
    public JsonNode? Data { get; init; }

    /// <summary>Flow run that made it.</summary>
    public Guid? FlowRunId { get; init; }

    /// <summary>Task run that made it.</summary>
    public Guid? TaskRunId { get; init; }

    /// <summary>What is known about it: texts.</summary>
    [JsonPropertyName("metadata_")]
    public JsonObject? Metadata { get; init; }
}
