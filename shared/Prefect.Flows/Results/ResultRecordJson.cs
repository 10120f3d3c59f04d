using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Prefect.Flows;

/// <summary>Writes and reads records as Python does: metadata and result in one file, or each in one of its own.</summary>
internal static class ResultRecordJson
{
    // The text of a result is full of quotation marks; \" is shorter than \u0022, and nothing here ends up in a web page.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] WriteMetadata(ResultRecordMetadata metadata) => Write(writer => Write(writer, metadata));

    /// <summary>Metadata and result as one document.</summary>
    public static byte[] WriteCombined(ResultRecordMetadata metadata, ReadOnlySpan<byte> content)
    {
        ArrayBufferWriter<byte> buffer = new(content.Length + 512);
        using (Utf8JsonWriter writer = new(buffer, s_options))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("metadata");
            Write(writer, metadata);
            writer.WriteString("result", content);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a record; null for content that is none, which is then the bare output of a serializer.</summary>
    public static StoredResult? TryReadCombined(ReadOnlyMemory<byte> content)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            if (root.TryGetProperty("metadata", out JsonElement metadata) && IsMetadata(metadata) && Text(root, "result") is { } result)
            {
                return new StoredResult(ReadMetadata(metadata), Encoding.UTF8.GetBytes(result));
            }

            // As it was written before version 3.0.
            return IsMetadata(root) && Text(root, "data") is { } data
                ? new StoredResult(ReadMetadata(root), Encoding.UTF8.GetBytes(data))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <exception cref="FormatException">A member is missing, or is not what it should be.</exception>
    public static ResultRecordMetadata ReadMetadata(JsonElement json)
    {
        if (!IsMetadata(json))
        {
            throw new FormatException("This is no metadata of a result: it names no serializer.");
        }

        return new ResultRecordMetadata
        {
            StorageKey = Text(json, "storage_key"),
            Expiration = Text(json, "expiration") is { } expiration
                ? DateTimeOffset.TryParse(expiration, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
                    ? time
                    : throw new FormatException($"The expiration of a result is no time: '{expiration}'.")
                : null,
            Serializer = ResultSerializers.Read(json.GetProperty("serializer")),
            PrefectVersion = Text(json, "prefect_version") ?? "",
            StorageBlockId = Text(json, "storage_block_id") is { } id && Guid.TryParse(id, out Guid block) ? block : null,
        };
    }

    private static bool IsMetadata(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty("serializer", out JsonElement serializer)
        && serializer.ValueKind == JsonValueKind.Object && Text(serializer, "type") is not null;

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static void Write(Utf8JsonWriter writer, ResultRecordMetadata metadata)
    {
        writer.WriteStartObject();
        writer.WriteString("storage_key", metadata.StorageKey);
        if (metadata.Expiration is { } expiration)
        {
            writer.WriteString("expiration", Format(expiration));
        }
        else
        {
            writer.WriteNull("expiration");
        }

        writer.WritePropertyName("serializer");
        metadata.Serializer.Write(writer);
        writer.WriteString("prefect_version", metadata.PrefectVersion);
        if (metadata.StorageBlockId is { } block)
        {
            writer.WriteString("storage_block_id", block);
        }
        else
        {
            writer.WriteNull("storage_block_id");
        }

        writer.WriteEndObject();
    }

    /// <summary>As Python writes it: <c>Z</c> for UTC, six digits of a second when there are any.</summary>
    private static string Format(DateTimeOffset time)
    {
        string offset = time.Offset == TimeSpan.Zero ? "Z" : time.ToString("zzz", CultureInfo.InvariantCulture);
        string format = time.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond == 0 ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-ddTHH:mm:ss.ffffff";
        return time.ToString(format, CultureInfo.InvariantCulture) + offset;
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new(512);
        using (Utf8JsonWriter writer = new(buffer, s_options))
        {
            write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
