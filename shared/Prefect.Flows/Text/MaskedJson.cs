using System.Buffers;
using System.Text.Json;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>
/// Masks the texts of JSON one by one. Masking the JSON as a whole misses a secret that is written with escapes of one kind when the
/// masker knows those of another.
/// </summary>
internal static class MaskedJson
{
    /// <summary>Gives the same element when there is nothing to mask.</summary>
    public static JsonElement Of(JsonElement element)
    {
        if (!HasSecret(element))
        {
            return element;
        }

        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter json = new(buffer);
        Write(json, element);
        json.Flush();
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>Gives the same labels when there is nothing to mask.</summary>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, string> labels)
    {
        if (!labels.Any(label => IsSecret(label.Key) || IsSecret(label.Value)))
        {
            return labels;
        }

        Dictionary<string, string> masked = new(labels.Count, StringComparer.Ordinal);
        foreach ((string name, string value) in labels)
        {
            masked[SecretMasker.Mask(name)] = SecretMasker.Mask(value);
        }

        return masked;
    }

    private static bool HasSecret(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => IsSecret(element.GetString()!),
        JsonValueKind.Array => element.EnumerateArray().Any(HasSecret),
        JsonValueKind.Object => element.EnumerateObject().Any(member => IsSecret(member.Name) || HasSecret(member.Value)),
        _ => false,
    };

    private static bool IsSecret(string text) => !ReferenceEquals(SecretMasker.Mask(text), text);

    private static void Write(Utf8JsonWriter json, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                json.WriteStringValue(SecretMasker.Mask(element.GetString()!));
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    json.WritePropertyName(SecretMasker.Mask(member.Name));
                    Write(json, member.Value);
                }

                json.WriteEndObject();
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }
}
