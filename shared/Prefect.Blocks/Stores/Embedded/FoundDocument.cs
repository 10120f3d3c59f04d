namespace Prefect.Blocks;

/// <summary>A document as it was read, without those that it refers to.</summary>
internal readonly record struct FoundDocument(long Number, bool HasReferences, BlockDocument Document);
