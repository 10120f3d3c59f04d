using System.ComponentModel;

namespace Prefect.Blocks;

/// <summary>Implemented by the compiler on every declared model.</summary>
/// <typeparam name="TSelf">The model.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IBlockModel<TSelf>
    where TSelf : class, IBlockModel<TSelf>
{
    /// <summary>Makes a model from a document.</summary>
    /// <param name="reader">The document.</param>
    static abstract TSelf ReadFrom(BlockReader reader);

    /// <summary>Writes the model's fields.</summary>
    /// <param name="writer">Where to.</param>
    void WriteTo(BlockWriter writer);
}
