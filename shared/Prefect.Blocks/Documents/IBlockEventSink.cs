namespace Prefect.Blocks;

/// <summary>Is told of what happens to blocks. What it throws is logged and fails nothing.</summary>
public interface IBlockEventSink
{
    /// <summary>Is told that a block was loaded from a document that has a name.</summary>
    /// <param name="loaded">What was loaded.</param>
    void OnLoaded(BlockLoadedEvent loaded);
}
