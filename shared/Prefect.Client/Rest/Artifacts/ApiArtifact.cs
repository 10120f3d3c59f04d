using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Prefect.Client;

/// <summary>An artifact, as a server keeps it.</summary>
public sealed record ApiArtifact
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>Its key, which all its versions have, or <see langword="null"/>.</summary>
    public string? Key { get; init; }

    /// <summary>How it is shown: <c>markdown</c>, <c>table</c>, <c>progress</c>, <c>image</c> …</summary>
    public string? Type { get; init; }

    /// <summary>What it is.</summary>
    public string? Description { get; init; }

    /// <summary>What it shows.</summary>
    public JsonNode? Data { get; init; }

    /// <summary>What is known about it.</summary>
    [JsonPropertyName("metadata_")]
    public JsonObject? Metadata { get; init; }

    /// <summary>Flow run that made it.</summary>
    public Guid? FlowRunId { get; init; }

    /// <summary>Task run that made it.</summary>
    public Guid? TaskRunId { get; init; }

    /// <summary>Id of the latest version, where the versions of a key are read as one.</summary>
    public Guid? LatestId { get; init; }
}
