using System.Text.Json;
using System.Text.Json.Serialization;

namespace Prefect.Flows;

/// <summary>Reads what is wanted as an object into texts, numbers, lists and dictionaries; writes it by its own type.</summary>
internal sealed class PlainValueConverter : JsonConverter<object>
{
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return Plain(document.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        if (value.GetType() == typeof(object))
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
            return;
        }

#pragma warning disable IL2026, IL3050 // The class that uses these options says why users' types are read at run time.
        JsonSerializer.Serialize(writer, value, value.GetType(), options);
#pragma warning restore IL2026, IL3050
    }

    private static object? Plain(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                return json.GetString();
            case JsonValueKind.True or JsonValueKind.False:
                return json.GetBoolean();
            case JsonValueKind.Number:
                return json.TryGetInt64(out long whole) ? whole : json.GetDouble();
            case JsonValueKind.Array:
                return json.EnumerateArray().Select(Plain).ToList();
            case JsonValueKind.Object:
                Dictionary<string, object?> members = new(StringComparer.Ordinal);
                foreach (JsonProperty member in json.EnumerateObject())
                {
                    members[member.Name] = Plain(member.Value);
                }

                return members;
            default:
                return null;
        }
    }
}
