using System.ComponentModel;
using System.Text;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>A declared field of a block or model, as generated code names it.</summary>
/// <param name="name">Name in the schema.</param>
/// <param name="codec">Reads and writes its values.</param>
/// <param name="required">Whether a document must have it.</param>
/// <param name="writtenAs">Name that documents are written with. Default: that of the schema.</param>
/// <param name="formerNames">Names that documents are read by as well, the first one first.</param>
/// <typeparam name="T">Type of the property.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BlockField<T>(
    string name, BlockCodec<T> codec, bool required, string? writtenAs = null, params string[] formerNames)
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(name);
    private readonly byte[][] _others = [.. OtherNames(writtenAs, formerNames).Select(Encoding.UTF8.GetBytes)];

    /// <summary>Name in the schema, and in documents unless they are written with another.</summary>
    public string Name { get; } = name;

    /// <summary>Whether a document must have it.</summary>
    public bool Required { get; } = required;

    internal BlockCodec<T> Codec { get; } = codec;

    internal JsonEncodedText Encoded { get; } = JsonEncodedText.Encode(writtenAs ?? name);

    /// <summary>Tells whether two values of the field are the same data.</summary>
    /// <param name="left">A value.</param>
    /// <param name="right">A value.</param>
    public bool AreEqual(T left, T right) => Codec.AreEqualOrNull(left, right);

    /// <summary>Gives the same number for values that are the same data.</summary>
    /// <param name="value">The value.</param>
    public int GetHashCode(T value) => Codec.GetHashCodeOrNull(value);

    /// <summary>Finds the field in a document.</summary>
    internal bool TryFind(JsonElement document, out JsonElement value)
    {
        if (document.TryGetProperty(_utf8, out value))
        {
            return true;
        }

        foreach (byte[] other in _others)
        {
            if (document.TryGetProperty(other, out value))
            {
                return true;
            }
        }

        return false;
    }

    private static string[] OtherNames(string? writtenAs, string[] formerNames) => writtenAs is null ? formerNames : [writtenAs, .. formerNames];
}
