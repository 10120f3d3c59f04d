using System.ComponentModel;
using System.Text;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>A declared field of a block or model, as generated code names it.</summary>
/// <param name="name">Name in documents.</param>
/// <param name="codec">Reads and writes its values.</param>
/// <param name="required">Whether a document must have it.</param>
/// <typeparam name="T">Type of the property.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BlockField<T>(string name, BlockCodec<T> codec, bool required)
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(name);

    /// <summary>Name in documents.</summary>
    public string Name { get; } = name;

    /// <summary>Whether a document must have it.</summary>
    public bool Required { get; } = required;

    internal ReadOnlySpan<byte> Utf8Name => _utf8;

    internal BlockCodec<T> Codec { get; } = codec;

    internal JsonEncodedText Encoded { get; } = JsonEncodedText.Encode(name);

    /// <summary>Tells whether two values of the field are the same data.</summary>
    /// <param name="left">A value.</param>
    /// <param name="right">A value.</param>
    public bool AreEqual(T left, T right) => Codec.AreEqualOrNull(left, right);

    /// <summary>Gives the same number for values that are the same data.</summary>
    /// <param name="value">The value.</param>
    public int GetHashCode(T value) => Codec.GetHashCodeOrNull(value);
}
