namespace Prefect.Blocks;

/// <summary>A block was loaded.</summary>
/// <param name="BlockTypeSlug">Slug of the block's type.</param>
/// <param name="BlockDocumentId">Id of the document.</param>
/// <param name="BlockDocumentName">Name of the document.</param>
public sealed record BlockLoadedEvent(string BlockTypeSlug, Guid BlockDocumentId, string BlockDocumentName)
{
    /// <summary>Name of the event in Prefect's event stream: <c>prefect.block.SLUG.loaded</c>.</summary>
    public string EventName => $"prefect.block.{BlockTypeSlug}.loaded";

    /// <summary>The document as a resource: <c>prefect.resource.id</c> and <c>prefect.resource.name</c>.</summary>
    public IReadOnlyDictionary<string, string> Resource => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["prefect.resource.id"] = $"prefect.block-document.{BlockDocumentId}",
        ["prefect.resource.name"] = BlockDocumentName,
    };

    /// <summary>The type as a related resource of the role <c>block-type</c>.</summary>
    public IReadOnlyDictionary<string, string> Related => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["prefect.resource.id"] = $"prefect.block-type.{BlockTypeSlug}",
        ["prefect.resource.role"] = "block-type",
    };
}
