using System.Reflection;

namespace Prefect.Blocks;

/// <summary>A block type as this program declares it.</summary>
public abstract class BlockType
{
    private readonly Lazy<BlockTypeManifest> _manifest;

    private protected BlockType(string slug, Type clrType)
    {
        Slug = slug;
        ClrType = clrType;
        _manifest = new Lazy<BlockTypeManifest>(FindManifest);
    }

    /// <summary>Identifier in documents and commands.</summary>
    public string Slug { get; }

    /// <summary>The record that declares the type.</summary>
    public Type ClrType { get; }

    /// <summary>Name, description, schema and the rest, as the assembly's manifest has them.</summary>
    public BlockTypeManifest Manifest => _manifest.Value;

    /// <summary>Gives the name shown to people.</summary>
    public override string ToString() => Manifest.Name;

    internal abstract Block Read(BlockReader reader);

    private BlockTypeManifest FindManifest()
    {
        Assembly assembly = ClrType.Assembly;
        return BlockManifest.Of(assembly).Blocks.FirstOrDefault(block => block.Slug == Slug)
            ?? throw new BlockDefinitionException(
                $"The manifest of {assembly.GetName().Name} has no block type '{Slug}'. Rebuild the assembly with the Prefect.Blocks package.");
    }
}
