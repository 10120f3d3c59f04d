using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Prefect.Databricks;

/// <summary>Reads a list, and a single value as a list of one: the service's documentation has the one, and the service gives the other.</summary>
internal sealed class OneOrManyConverter<T> : JsonConverter<IReadOnlyList<T>>
{
    public override IReadOnlyList<T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        JsonTypeInfo<T> type = ItemType(options);
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return JsonSerializer.Deserialize(ref reader, type) is { } one ? [one] : null;
        }

        List<T> many = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            many.Add(JsonSerializer.Deserialize(ref reader, type) ?? throw new JsonException("An item of a list is null."));
        }

        return many;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (T item in value)
        {
            JsonSerializer.Serialize(writer, item, ItemType(options));
        }

        writer.WriteEndArray();
    }

    private static JsonTypeInfo<T> ItemType(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
