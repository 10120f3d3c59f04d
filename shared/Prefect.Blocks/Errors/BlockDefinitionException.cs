namespace Prefect.Blocks;

/// <summary>A block type is declared, or its manifest written, in a way that cannot be registered.</summary>
public sealed class BlockDefinitionException(string message, Exception? innerException = null)
    : BlockException(message, innerException);
