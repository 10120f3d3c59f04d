using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>How values of the user's types travel to another process of the same program, and back.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The types are the user's: those of parameters and results, which the program itself uses.")]
[UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The types are the user's: those of parameters and results, which the program itself uses.")]
internal static class WireJson
{
    private static readonly JsonSerializerOptions s_clear = Make(isClear: true);
    private static readonly JsonSerializerOptions s_masked = Make(isClear: false);

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="declared">Type of the place that it is for.</param>
    /// <param name="secrets">Whether secrets stand in clear.</param>
    /// <exception cref="Exception">The value is no JSON: whatever the serializer or a property of the value throws.</exception>
    public static WireValue Write(object? value, Type declared, SecretHandling secrets)
    {
        if (value is null)
        {
            return WireValue.Null;
        }

        JsonSerializerOptions options = secrets == SecretHandling.Reveal ? s_clear : s_masked;
        Type actual = value.GetType();
        Type written = actual == declared || IsCollectionContract(declared) ? declared : actual;
        return new WireValue(written == declared ? null : written.AssemblyQualifiedName, JsonSerializer.SerializeToElement(value, written, options));
    }

    /// <summary>Reads a value.</summary>
    /// <param name="wire">What was written.</param>
    /// <param name="declared">Type of the place that it is for.</param>
    /// <exception cref="JsonException">It does not fit the type, or the type is not in this process.</exception>
    public static object? Read(WireValue wire, Type declared)
    {
        if (wire.Value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
        {
            return null;
        }

        Type type = wire.Type is null ? declared : WireTypes.Find(wire.Type) ?? throw new JsonException($"The type {wire.Type} is not in this process.");
        return wire.Value.Deserialize(type, s_clear);
    }

    /// <summary>Whether the serializer itself knows what to make for an interface of collections.</summary>
    private static bool IsCollectionContract(Type type) =>
        type is { IsInterface: true, IsGenericType: true, Namespace: "System.Collections.Generic" };

    private static JsonSerializerOptions Make(bool isClear)
    {
        JsonSerializerOptions options = new()
        {
            IncludeFields = true,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = 256,
        };
        if (isClear)
        {
            ClearTextJson.AddTo(options);
        }

        options.Converters.Add(new UntypedConverter());
        return options;
    }

    /// <summary>Keeps the type of what stands in a place of type <see cref="object"/>.</summary>
    private sealed class UntypedConverter : JsonConverter<object>
    {
        public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.String:
                    return reader.GetString();
                case JsonTokenType.True or JsonTokenType.False:
                    return reader.GetBoolean();
                default:
                    using (JsonDocument document = JsonDocument.ParseValue(ref reader))
                    {
                        JsonElement typed = document.RootElement;
                        return typed.TryGetProperty("$type"u8, out JsonElement name) && typed.TryGetProperty("$value"u8, out JsonElement value)
                            ? WireJson.Read(new WireValue(name.GetString(), value), typeof(object))
                            : new object();
                    }
            }
        }

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
        {
            switch (value)
            {
                case string text:
                    writer.WriteStringValue(text);
                    break;
                case bool truth:
                    writer.WriteBooleanValue(truth);
                    break;
                default:
                    writer.WriteStartObject();
                    if (value.GetType() != typeof(object))
                    {
                        writer.WriteString("$type"u8, value.GetType().AssemblyQualifiedName);
                        writer.WritePropertyName("$value"u8);
                        JsonSerializer.Serialize(writer, value, value.GetType(), options);
                    }

                    writer.WriteEndObject();
                    break;
            }
        }
    }
}
