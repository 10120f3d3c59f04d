namespace Prefect.Blocks;

/// <summary>Implemented by the compiler on every declared block, so that generic code can name its type.</summary>
/// <typeparam name="TSelf">The block.</typeparam>
public interface IBlock<TSelf>
    where TSelf : Block, IBlock<TSelf>
{
    /// <summary>What is known of the block's type.</summary>
    static abstract BlockType<TSelf> BlockType { get; }
}
