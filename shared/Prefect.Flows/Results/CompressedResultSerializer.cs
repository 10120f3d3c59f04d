using System.Buffers.Text;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Prefect.Flows;

/// <summary>Packs what another serializer writes.</summary>
internal sealed class CompressedResultSerializer(string type, ResultSerializer inner, CompressionLibrary library) : ResultSerializer
{
    private const int LineLength = 76;

    public override string Type => type;

    public ResultSerializer Inner => inner;

    public CompressionLibrary Library => library;

    /// <summary>Reads the settings that stand in a record.</summary>
    public static ResultSerializer Make(JsonElement json)
    {
        string type = json.GetProperty("type").GetString()!;
        ResultSerializer inner = json.TryGetProperty("serializer", out JsonElement settings) && settings.ValueKind == JsonValueKind.Object
            && settings.TryGetProperty("type", out JsonElement name) && name.ValueKind == JsonValueKind.String
            ? ResultSerializers.Read(settings)
            : Json;
        if (inner is UnknownSerializer)
        {
            return new UnknownSerializer(type + "+" + inner.Type, json.Clone());
        }

        string library = !json.TryGetProperty("compressionlib", out JsonElement chosen) ? "lzma"
            : chosen.ValueKind == JsonValueKind.String ? chosen.GetString()! : chosen.GetRawText();
        return library switch
        {
            "gzip" => new CompressedResultSerializer(type, inner, CompressionLibrary.Gzip),
            "zlib" => new CompressedResultSerializer(type, inner, CompressionLibrary.Zlib),
            _ => new UnsupportedCompression(type, library, json.Clone()),
        };
    }

    public override ReadOnlyMemory<byte> Serialize<T>(T value)
    {
        using MemoryStream packed = new();
        using (Stream packing = library == CompressionLibrary.Gzip
            ? new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)
            : new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            packing.Write(inner.Serialize(value).Span);
        }

        return Lines(packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }

    public override T? Deserialize<T>(ReadOnlyMemory<byte> content)
        where T : default => inner.Deserialize<T>(Unpack(content));

    internal override ReadOnlyMemory<byte> InClear(ReadOnlyMemory<byte> content) => inner.InClear(Unpack(content));

    internal override bool Accepts(ReadOnlyMemory<byte> content)
    {
        try
        {
            return inner.Accepts(Unpack(content));
        }
        catch (ResultSerializationException)
        {
            return false;
        }
    }

    protected internal override void WriteSettings(Utf8JsonWriter writer)
    {
        writer.WritePropertyName("serializer");
        inner.Write(writer);
        writer.WriteString("compressionlib", library == CompressionLibrary.Gzip ? "gzip" : "zlib");
    }

    /// <summary>Base64 in lines, each with its end, as Python's <c>base64.encodebytes</c> writes it.</summary>
    private static byte[] Lines(ReadOnlySpan<byte> packed)
    {
        string text = Convert.ToBase64String(packed);
        StringBuilder lines = new(text.Length + (text.Length / LineLength) + 1);
        for (int start = 0; start < text.Length; start += LineLength)
        {
            lines.Append(text, start, Math.Min(LineLength, text.Length - start)).Append('\n');
        }

        return Encoding.ASCII.GetBytes(lines.ToString());
    }

    private byte[] Unpack(ReadOnlyMemory<byte> content)
    {
        try
        {
            byte[] packed = new byte[Base64.GetMaxDecodedFromUtf8Length(content.Length)];
            if (Base64.DecodeFromUtf8(content.Span, packed, out _, out int length) != System.Buffers.OperationStatus.Done)
            {
                throw new InvalidDataException("It is no Base64.");
            }

            using MemoryStream source = new(packed, 0, length);
            using Stream unpacking = library == CompressionLibrary.Gzip
                ? new GZipStream(source, CompressionMode.Decompress)
                : new ZLibStream(source, CompressionMode.Decompress);
            using MemoryStream unpacked = new();
            unpacking.CopyTo(unpacked);
            return unpacked.ToArray();
        }
        catch (InvalidDataException failure)
        {
            throw new ResultSerializationException($"What the serializer '{type}' is to read was not packed by it: {failure.Message}", failure);
        }
    }
}
