using System.Text.Json;
using System.Text.Json.Serialization;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Writes exceptions as Python does, by the closest built-in type. Secrets in their text are masked.</summary>
internal sealed class ExceptionConverters : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeof(Exception).IsAssignableFrom(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => new Converter();

    private sealed class Converter : JsonConverter<Exception>
    {
        public override bool CanConvert(Type typeToConvert) => typeof(Exception).IsAssignableFrom(typeToConvert);

        public override Exception Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            JsonElement json = document.RootElement;
            Exception made = ExceptionNames.Make(Text(json, "__exc_type__"), Text(json, "message"));
            return typeToConvert.IsInstanceOfType(made)
                ? made
                : throw new ResultSerializationException($"The result is an exception, {made.GetType()}, and no {typeToConvert}.", made);
        }

        public override void Write(Utf8JsonWriter writer, Exception value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteString("__exc_type__", ExceptionNames.Of(value));
            writer.WriteString("message", SecretMasker.Mask(ExceptionNames.Message(value)));
            writer.WriteEndObject();
        }

        private static string Text(JsonElement json, string name) =>
            json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String
                ? text.GetString()!
                : "";
    }
}
