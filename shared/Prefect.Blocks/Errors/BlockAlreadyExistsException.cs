namespace Prefect.Blocks;

/// <summary>A document of that type and name exists, and overwriting was not asked for.</summary>
public sealed class BlockAlreadyExistsException(string slug, string name)
    : BlockException($"A block '{slug}/{name}' exists already. Save with overwrite to replace it, or choose another name.")
{
    /// <summary>Slug of the block type.</summary>
    public string Slug { get; } = slug;

    /// <summary>Name of the document.</summary>
    public string Name { get; } = name;
}
