using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Blocks;

/// <summary>
/// Values of any kind as .NET has them: text, boolean, <see cref="long"/> or <see cref="double"/>, null, a list or a dictionary.
/// </summary>
internal sealed class AnyCodec : BlockCodec<object?>
{
    public override bool AcceptsNull => true;

    public override bool TryRead(JsonElement element, BlockReadSession session, [MaybeNullWhen(false)] out object? value)
    {
        value = Read(element);
        return true;
    }

    public override void Write(BlockWriter writer, object? value)
    {
        Utf8JsonWriter json = writer.Json;
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                writer.WriteText(text);
                break;
            case bool boolean:
                json.WriteBooleanValue(boolean);
                break;
            case JsonElement element:
                JsonCodec.WriteElement(writer, element);
                break;
            case JsonNode node:
                JsonCodec.Write(writer, node.ToJsonString());
                break;
            case SecretString secret:
                writer.WriteSecret(secret.Stored);
                break;
            case double number:
                BlockCodecs.Double.Write(writer, number);
                break;
            case float number:
                BlockCodecs.Single.Write(writer, number);
                break;
            case decimal or sbyte or byte or short or ushort or int or uint or long or ulong:
                json.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture), skipInputValidation: true);
                break;
            case DateTime or DateTimeOffset or DateOnly or TimeOnly:
                json.WriteStringValue(((IFormattable)value).ToString("O", CultureInfo.InvariantCulture));
                break;
            case IDictionary dictionary:
                WriteDictionary(writer, dictionary);
                break;
            case IEnumerable list:
                WriteList(writer, list);
                break;
            case IFormattable other:
                json.WriteStringValue(other.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                throw new BlockValidationException(
                    "A value of any kind",
                    [new BlockFieldProblem("value", "text, number, boolean, list, dictionary or null", value.GetType().Name)],
                    "Use one of these, or declare a property of the value's type.");
        }
    }

    public override bool AreEqual(object? left, object? right) => JsonElement.DeepEquals(ToJson(left), ToJson(right));

    public override int GetHashCode(object? value) => (int)ToJson(value).ValueKind;

    private static JsonElement ToJson(object? value)
    {
        System.Buffers.ArrayBufferWriter<byte> buffer = new();
        using BlockWriter writer = new(buffer, SecretHandling.Reveal, references: false);
        BlockCodecs.Any.Write(writer, value);
        writer.Json.Flush();
        Utf8JsonReader reader = new(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    private static object? Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when element.TryGetInt64(out long whole) => whole,
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.Array => element.EnumerateArray().Select(Read).ToList(),
        JsonValueKind.Object => ReadObject(element),
        _ => null,
    };

    private static Dictionary<string, object?> ReadObject(JsonElement element)
    {
        Dictionary<string, object?> members = new(StringComparer.Ordinal);
        foreach (JsonProperty member in element.EnumerateObject())
        {
            members[member.Name] = Read(member.Value);
        }

        return members;
    }

    private void WriteDictionary(BlockWriter writer, IDictionary dictionary)
    {
        writer.Json.WriteStartObject();
        foreach (DictionaryEntry entry in dictionary)
        {
            writer.Json.WritePropertyName(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "");
            Write(writer, entry.Value);
        }

        writer.Json.WriteEndObject();
    }

    private void WriteList(BlockWriter writer, IEnumerable list)
    {
        writer.Json.WriteStartArray();
        foreach (object? item in list)
        {
            Write(writer, item);
        }

        writer.Json.WriteEndArray();
    }
}
