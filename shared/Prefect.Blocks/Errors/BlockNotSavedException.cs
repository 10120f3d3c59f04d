namespace Prefect.Blocks;

/// <summary>An operation needs a block that has a document, and this one was never saved.</summary>
public sealed class BlockNotSavedException(string message) : BlockException(message);
