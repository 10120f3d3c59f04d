using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>Reads and writes the values of one type in block documents.</summary>
/// <typeparam name="T">The type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class BlockCodec<T>
{
    /// <summary>Whether JSON null is a value of the type.</summary>
    public virtual bool AcceptsNull => false;

    /// <summary>Reads a value; reports a problem and gives false when there is none of the type.</summary>
    /// <param name="element">The JSON.</param>
    /// <param name="session">The reading under way.</param>
    /// <param name="value">The value.</param>
    public abstract bool TryRead(JsonElement element, BlockReadSession session, [MaybeNullWhen(false)] out T value);

    /// <summary>Writes a value.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The value.</param>
    public abstract void Write(BlockWriter writer, T value);
}
