using System.Collections.ObjectModel;

namespace Prefect.Blocks;

/// <summary>A saved block as a store gives it.</summary>
public sealed record BlockDocument
{
    /// <summary>Id of the document.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name of the document; null when it is anonymous.</summary>
    public required string? Name { get; init; }

    /// <summary>Whether the document has no name of its own.</summary>
    public bool IsAnonymous => Name is null;

    /// <summary>Slug of the block's type.</summary>
    public required string BlockTypeSlug { get; init; }

    /// <summary>Name of the block's type.</summary>
    public required string BlockTypeName { get; init; }

    /// <summary>Id of the block's type.</summary>
    public required Guid BlockTypeId { get; init; }

    /// <summary>Id of the schema that the document was saved with.</summary>
    public required Guid BlockSchemaId { get; init; }

    /// <summary>
    /// The data: a JSON object in UTF-8. A field that refers to another document holds
    /// <c>{"$ref": {"block_document_id": ID}}</c>, or that document's data when the store puts it there.
    /// </summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>The documents that fields refer to, by field.</summary>
    public IReadOnlyDictionary<string, BlockDocument> References { get; init; } = ReadOnlyDictionary<string, BlockDocument>.Empty;

    /// <summary>When the document was first saved.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When the document was last saved.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>Gives type, name and id, never the data.</summary>
    public override string ToString() => $"{BlockTypeSlug}/{Name ?? "(anonymous)"} {Id}";
}
