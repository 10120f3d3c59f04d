namespace Prefect.Blocks;

/// <summary>A block to be saved.</summary>
public sealed record BlockDocumentDraft
{
    /// <summary>The registered type and schema.</summary>
    public required RegisteredBlockType Type { get; init; }

    /// <summary>Name of the document; null makes a new anonymous one.</summary>
    public required string? Name { get; init; }

    /// <summary>
    /// The data, secrets in clear: a JSON object in UTF-8. A top-level field may be
    /// <c>{"$ref": {"block_document_id": ID}}</c>.
    /// </summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>
    /// What happens when a document of that type and name exists: refused, or its data replaced field by field; fields that
    /// the new data lacks stay. Default: refused.
    /// </summary>
    public bool Overwrite { get; init; }

    /// <summary>Gives type and name, never the data.</summary>
    public override string ToString() => $"{Type.Manifest.Slug}/{Name ?? "(anonymous)"}";
}
