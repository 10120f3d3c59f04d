using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>Bytes; in documents they are text in UTF-8, as in Python.</summary>
internal sealed class BytesCodec : BlockCodec<byte[]>
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public override bool TryRead(JsonElement element, BlockReadSession session, [MaybeNullWhen(false)] out byte[] value)
    {
        value = element.ValueKind == JsonValueKind.String ? Encoding.UTF8.GetBytes(element.GetString()!) : null;
        if (value is null)
        {
            session.Report("a text", element);
        }

        return value is not null;
    }

    public override void Write(BlockWriter writer, byte[] value) => writer.Json.WriteStringValue(Text(value));

    public override bool AreEqual(byte[] left, byte[] right) => left.AsSpan().SequenceEqual(right);

    public override int GetHashCode(byte[] value)
    {
        HashCode hash = default;
        hash.AddBytes(value);
        return hash.ToHashCode();
    }

    /// <exception cref="BlockValidationException">The bytes are no text in UTF-8.</exception>
    internal static string Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return s_strict.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            throw new BlockValidationException(
                "A field of bytes",
                [new BlockFieldProblem("bytes", "text in UTF-8", "other bytes")],
                "Documents hold bytes as text: encode them, as Base64 for example.",
                exception);
        }
    }
}
