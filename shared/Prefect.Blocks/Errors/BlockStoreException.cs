namespace Prefect.Blocks;

/// <summary>A store cannot be opened, read or written.</summary>
public class BlockStoreException(string message, Exception? innerException = null)
    : BlockException(message, innerException);
