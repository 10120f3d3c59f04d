using System.Text.Json;
using System.Text.Json.Serialization;

namespace Prefect.Blocks;

/// <summary>
/// Lets System.Text.Json carry blocks and secrets inside other values, whole and in clear: for what travels to another process of the
/// same program. What is written so must never reach a log, a file that others read, or a screen.
/// </summary>
public static class ClearTextJson
{
    /// <summary>Makes a serializer write secrets in clear, and blocks with their data, and read both back as equals.</summary>
    /// <param name="options">Options that are not in use yet.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The options are in use.</exception>
    public static void AddTo(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Converters.Add(new TextConverter());
        options.Converters.Add(new BytesConverter());
        options.Converters.Add(new ValueConverter());
        options.Converters.Add(new DictionaryConverter());
        options.Converters.Add(new ClearTextBlockConverter());
    }

    private sealed class TextConverter : JsonConverter<SecretString>
    {
        public override SecretString Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString());

        public override void Write(Utf8JsonWriter writer, SecretString value, JsonSerializerOptions options) => writer.WriteStringValue(value.Stored);
    }

    private sealed class BytesConverter : JsonConverter<SecretBytes>
    {
        public override SecretBytes Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetBytesFromBase64());

        public override void Write(Utf8JsonWriter writer, SecretBytes value, JsonSerializerOptions options) => writer.WriteBase64StringValue(value.Stored);
    }

    private sealed class ValueConverter : JsonConverter<SecretJson>
    {
        public override SecretJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            return new SecretJson(document.RootElement);
        }

        public override void Write(Utf8JsonWriter writer, SecretJson value, JsonSerializerOptions options) => writer.WriteRawValue(value.Stored);
    }

    private sealed class DictionaryConverter : JsonConverter<SecretDictionary>
    {
        public override SecretDictionary Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            return new SecretDictionary(document.RootElement);
        }

        public override void Write(Utf8JsonWriter writer, SecretDictionary value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach ((string name, SecretJson secret) in value)
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(secret.Stored);
            }

            writer.WriteEndObject();
        }
    }
}
