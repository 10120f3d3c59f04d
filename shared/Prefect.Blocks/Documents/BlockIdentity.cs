namespace Prefect.Blocks;

/// <summary>The document that a block was saved to or loaded from.</summary>
/// <param name="Id">Id of the document.</param>
/// <param name="Name">Name of the document; null when it is anonymous.</param>
/// <param name="Content">Hash of the block's data at that time; tells an edited copy.</param>
internal sealed record BlockIdentity(Guid Id, string? Name, string Content);
