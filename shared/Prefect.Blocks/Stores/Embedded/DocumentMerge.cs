using System.Buffers;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>Lays new data over stored data, field by field; stored fields that the new data lacks stay.</summary>
internal static class DocumentMerge
{
    public static ReadOnlyMemory<byte> Merge(ReadOnlyMemory<byte> stored, ReadOnlyMemory<byte> data)
    {
        using JsonDocument before = JsonDocument.Parse(stored);
        using JsonDocument after = JsonDocument.Parse(data);
        bool isCovered = true;
        foreach (JsonProperty field in before.RootElement.EnumerateObject())
        {
            isCovered &= after.RootElement.TryGetProperty(field.Name, out _);
        }

        if (isCovered)
        {
            return data;
        }

        ArrayBufferWriter<byte> buffer = new(stored.Length + data.Length);
        using Utf8JsonWriter json = new(buffer);
        json.WriteStartObject();
        foreach (JsonProperty field in after.RootElement.EnumerateObject())
        {
            field.WriteTo(json);
        }

        foreach (JsonProperty field in before.RootElement.EnumerateObject())
        {
            if (!after.RootElement.TryGetProperty(field.Name, out _))
            {
                field.WriteTo(json);
            }
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
