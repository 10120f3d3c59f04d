using System.Text.Json.Nodes;

namespace Prefect.Client;

/// <summary>A saved block, as a server keeps it. Its data may hold secrets, and is not printed.</summary>
public sealed record ApiBlockDocument
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>Its name, or <see langword="null"/> for one without.</summary>
    public string? Name { get; init; }

    /// <summary>Its values; secrets are eight asterisks unless they were asked for.</summary>
    public JsonObject Data { get => field ?? []; init; }

    /// <summary>Its schema.</summary>
    public required Guid BlockSchemaId { get; init; }

    /// <summary>Its schema.</summary>
    public ApiBlockSchema? BlockSchema { get; init; }

    /// <summary>Its type.</summary>
    public required Guid BlockTypeId { get; init; }

    /// <summary>Name of its type.</summary>
    public string? BlockTypeName { get; init; }

    /// <summary>Its type.</summary>
    public ApiBlockType? BlockType { get; init; }

    /// <summary>The saved blocks inside it, by the field that holds each.</summary>
    public JsonObject BlockDocumentReferences { get => field ?? []; init; }

    /// <summary>Whether it belongs to something else, and has no name of its own.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>Returns id and name.</summary>
    public override string ToString() => $"{nameof(ApiBlockDocument)} {{ Id = {Id}, Name = {Name}, BlockTypeName = {BlockTypeName} }}";
}
