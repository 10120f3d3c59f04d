namespace Prefect.Blocks;

/// <summary>The base of what this library throws when a block, its document or its store is at fault.</summary>
/// <param name="message">What was tried, on what, what came back and what to do.</param>
/// <param name="innerException">The cause.</param>
public abstract class BlockException(string message, Exception? innerException = null)
    : Exception(SecretMasker.Mask(message), innerException);
