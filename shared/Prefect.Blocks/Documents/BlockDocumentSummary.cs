namespace Prefect.Blocks;

/// <summary>A saved block without its data.</summary>
/// <param name="Id">Id of the document.</param>
/// <param name="Name">Name of the document; null when it is anonymous.</param>
/// <param name="BlockTypeSlug">Slug of the block's type.</param>
/// <param name="BlockTypeName">Name of the block's type.</param>
/// <param name="Created">When the document was first saved.</param>
/// <param name="Updated">When the document was last saved.</param>
public sealed record BlockDocumentSummary(
    Guid Id, string? Name, string BlockTypeSlug, string BlockTypeName, DateTimeOffset Created, DateTimeOffset Updated);
