namespace Prefect.Blocks;

/// <summary>
/// Declares a record that blocks hold as a field, or an enumeration that has a definition of its own in their schemas.
/// A record must be sealed and partial; it gets a reader and a writer like a block's, but no document of its own.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Enum, Inherited = false)]
public sealed class BlockModelAttribute : Attribute;
