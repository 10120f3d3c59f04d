using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Prefect.Blocks;

/// <summary>
/// Bytes that print as <see cref="SecretMask.Display"/> everywhere; only <see cref="Reveal"/> gives them. In documents
/// they are text in UTF-8, as in Python.
/// </summary>
[DebuggerDisplay(SecretMask.Display)]
[JsonConverter(typeof(Converter))]
public readonly struct SecretBytes : IEquatable<SecretBytes>
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[]? _bytes;

    /// <summary>Wraps a copy of some bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    public SecretBytes(ReadOnlySpan<byte> bytes) => _bytes = bytes.ToArray();

    /// <summary>Whether there are no bytes.</summary>
    public bool IsEmpty => _bytes is null or { Length: 0 };

    internal ReadOnlySpan<byte> Stored => _bytes;

    /// <summary>Wraps a copy of some bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    public static implicit operator SecretBytes(byte[]? bytes) => new(bytes);

    /// <summary>Tells whether two secrets hold the same bytes.</summary>
    public static bool operator ==(SecretBytes left, SecretBytes right) => left.Equals(right);

    /// <summary>Tells whether two secrets hold different bytes.</summary>
    public static bool operator !=(SecretBytes left, SecretBytes right) => !left.Equals(right);

    /// <summary>Wraps a copy of some bytes; the same as the implicit conversion.</summary>
    /// <param name="bytes">The bytes.</param>
    public static SecretBytes FromByteArray(byte[]? bytes) => new(bytes);

    /// <summary>Gives a copy of the bytes in clear and makes their text known to <see cref="SecretMasker"/>.</summary>
    public byte[] Reveal()
    {
        SecretMasker.Add(Encoding.UTF8.GetString(Stored));
        return Stored.ToArray();
    }

    /// <inheritdoc/>
    public bool Equals(SecretBytes other) => Stored.SequenceEqual(other.Stored);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SecretBytes other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Stored);
        return hash.ToHashCode();
    }

    /// <summary>Gives the mask; nothing when there are no bytes.</summary>
    public override string ToString() => IsEmpty ? "" : SecretMask.Display;

    private sealed class Converter : JsonConverter<SecretBytes>
    {
        public override SecretBytes Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(Encoding.UTF8.GetBytes(reader.GetString() ?? ""));

        public override void Write(Utf8JsonWriter writer, SecretBytes value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
