namespace Prefect.Blocks;

/// <summary>There is no document of that type and name, or of that id.</summary>
public sealed class BlockNotFoundException(string message) : BlockException(message);
