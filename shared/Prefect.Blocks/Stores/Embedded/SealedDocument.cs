namespace Prefect.Blocks;

/// <summary>The data of a document as it stands in the database.</summary>
internal readonly record struct SealedDocument(long KeyNumber, byte[] WrappedKey, byte[] Data);
