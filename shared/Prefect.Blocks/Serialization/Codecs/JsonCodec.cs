using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>JSON of any kind, kept as it is.</summary>
internal sealed class JsonCodec : BlockCodec<JsonElement>
{
    public override bool AcceptsNull => true;

    public override bool TryRead(JsonElement element, BlockReadSession session, out JsonElement value)
    {
        value = element.Clone();
        return true;
    }

    public override void Write(BlockWriter writer, JsonElement value) => WriteElement(writer, value);

    public override bool AreEqual(JsonElement left, JsonElement right) =>
        left.ValueKind == JsonValueKind.Undefined || right.ValueKind == JsonValueKind.Undefined
            ? left.ValueKind == right.ValueKind
            : JsonElement.DeepEquals(left, right);

    public override int GetHashCode(JsonElement value) => (int)value.ValueKind;

    internal static void Write(BlockWriter writer, string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        WriteElement(writer, document.RootElement);
    }

    internal static void WriteElement(BlockWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Undefined:
                writer.Json.WriteNullValue();
                break;
            case JsonValueKind.Object when writer.Canonical:
                WriteSorted(writer, value);
                break;
            case JsonValueKind.Array when writer.Canonical:
                writer.Json.WriteStartArray();
                foreach (JsonElement item in value.EnumerateArray())
                {
                    WriteElement(writer, item);
                }

                writer.Json.WriteEndArray();
                break;
            default:
                value.WriteTo(writer.Json);
                break;
        }
    }

    private static void WriteSorted(BlockWriter writer, JsonElement value)
    {
        writer.Json.WriteStartObject();
        foreach (JsonProperty member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            writer.Json.WritePropertyName(member.Name);
            WriteElement(writer, member.Value);
        }

        writer.Json.WriteEndObject();
    }
}
