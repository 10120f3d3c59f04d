namespace Prefect.Blocks;

/// <summary>What the data of a document is bound to.</summary>
internal readonly record struct DocumentPlace(Guid Id, Guid TypeId, string? Name);
