namespace Prefect.Blocks;

/// <summary>The properties of a block contradict each other, or one of them cannot be used.</summary>
public sealed class BlockConfigurationException(string message, Exception? innerException = null)
    : BlockException(message, innerException);
