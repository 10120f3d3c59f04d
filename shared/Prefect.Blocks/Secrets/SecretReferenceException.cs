namespace Prefect.Blocks;

/// <summary>A secret is a reference to a value kept elsewhere, and that value cannot be had.</summary>
public sealed class SecretReferenceException(string message, Exception? innerException = null)
    : BlockException(message, innerException);
