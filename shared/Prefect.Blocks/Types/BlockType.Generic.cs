using System.ComponentModel;

namespace Prefect.Blocks;

/// <summary>A block type as this program declares it.</summary>
/// <typeparam name="T">The record that declares the type.</typeparam>
public sealed class BlockType<T> : BlockType
    where T : Block, IBlock<T>
{
    private readonly Func<BlockReader, T> _read;

    /// <summary>Describes a type; for generated code.</summary>
    /// <param name="slug">Identifier in documents and commands.</param>
    /// <param name="read">Makes a block from a document.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public BlockType(string slug, Func<BlockReader, T> read)
        : base(slug, typeof(T)) => _read = read;

    internal override Block Read(BlockReader reader) => _read(reader);
}
