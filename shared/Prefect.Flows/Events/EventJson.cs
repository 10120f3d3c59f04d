using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Prefect.Flows;

/// <summary>Writes events as they are sent and stored.</summary>
internal static class EventJson
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(PrefectEvent occurrence)
    {
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter json = new(buffer, s_options);
        json.WriteStartObject();
        json.WriteString("occurred"u8, occurrence.Occurred);
        json.WriteString("event"u8, occurrence.Name);
        json.WritePropertyName("resource"u8);
        Write(json, occurrence.Resource);
        json.WriteStartArray("related"u8);
        foreach (IReadOnlyDictionary<string, string> related in occurrence.Related)
        {
            Write(json, related);
        }

        json.WriteEndArray();
        json.WritePropertyName("payload"u8);
        if (occurrence.Payload.ValueKind == JsonValueKind.Object)
        {
            occurrence.Payload.WriteTo(json);
        }
        else
        {
            json.WriteStartObject();
            json.WriteEndObject();
        }

        json.WriteString("id"u8, occurrence.Id);
        if (occurrence.Follows is { } follows)
        {
            json.WriteString("follows"u8, follows);
        }
        else
        {
            json.WriteNull("follows"u8);
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    public static PrefectEvent Read(string text)
    {
        JsonElement json = JsonElement.Parse(text);
        JsonElement follows = json.GetProperty("follows"u8);
        return new PrefectEvent
        {
            Id = json.GetProperty("id"u8).GetGuid(),
            Name = json.GetProperty("event"u8).GetString()!,
            Occurred = json.GetProperty("occurred"u8).GetDateTimeOffset(),
            Resource = Labels(json.GetProperty("resource"u8)),
            Related = [.. json.GetProperty("related"u8).EnumerateArray().Select(Labels)],
            Payload = json.GetProperty("payload"u8),
            Follows = follows.ValueKind == JsonValueKind.Null ? null : follows.GetGuid(),
        };
    }

    private static Dictionary<string, string> Labels(JsonElement json)
    {
        Dictionary<string, string> labels = new(StringComparer.Ordinal);
        foreach (JsonProperty label in json.EnumerateObject())
        {
            labels[label.Name] = label.Value.GetString() ?? "";
        }

        return labels;
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyDictionary<string, string> labels)
    {
        json.WriteStartObject();
        foreach ((string name, string value) in labels)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }
}
