using System.ComponentModel;
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
    /// <summary>Name in documents.</summary>
    public string Name { get; } = name;

    /// <summary>Whether a document must have it.</summary>
    public bool Required { get; } = required;

    internal BlockCodec<T> Codec { get; } = codec;

    internal JsonEncodedText Encoded { get; } = JsonEncodedText.Encode(name);
}
