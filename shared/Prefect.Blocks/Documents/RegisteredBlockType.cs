namespace Prefect.Blocks;

/// <summary>A block type that a store knows.</summary>
/// <param name="Id">Id of the type.</param>
/// <param name="SchemaId">Id of the schema.</param>
/// <param name="Manifest">Name, description, schema and the rest.</param>
public sealed record RegisteredBlockType(Guid Id, Guid SchemaId, BlockTypeManifest Manifest);
