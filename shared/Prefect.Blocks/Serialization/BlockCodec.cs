using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>Reads, writes and compares the values of one type in block documents.</summary>
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
    /// <param name="value">The value; not null.</param>
    public abstract void Write(BlockWriter writer, T value);

    /// <summary>Tells whether two values are the same data; lists and dictionaries by what is in them.</summary>
    /// <param name="left">A value; not null.</param>
    /// <param name="right">A value; not null.</param>
    public virtual bool AreEqual(T left, T right) => EqualityComparer<T>.Default.Equals(left, right);

    /// <summary>Gives the same number for values that are the same data.</summary>
    /// <param name="value">The value; not null.</param>
    public virtual int GetHashCode(T value) => value is null ? 0 : EqualityComparer<T>.Default.GetHashCode(value);

    /// <summary>As <see cref="AreEqual"/>, for values that may be null although their type says no.</summary>
    internal bool AreEqualOrNull(T left, T right) =>
        left is null || right is null ? left is null && right is null : AreEqual(left, right);

    internal int GetHashCodeOrNull(T value) => value is null ? 0 : GetHashCode(value);

    /// <summary>Writes a value, or null where there is none although the type says there must be.</summary>
    internal void WriteOrNull(BlockWriter writer, T value)
    {
        if (value is null)
        {
            writer.Json.WriteNullValue();
            return;
        }

        Write(writer, value);
    }
}
