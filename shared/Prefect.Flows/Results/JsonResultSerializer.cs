using System.Text.Json;

namespace Prefect.Flows;

/// <summary>Writes results as JSON that Python reads: plain values as they are, others with the name of their type.</summary>
internal sealed class JsonResultSerializer : ResultSerializer
{
    public override string Type => "json";

    public override ReadOnlyMemory<byte> Serialize<T>(T value) => ResultJson.WriteTagged(value);

    public override T? Deserialize<T>(ReadOnlyMemory<byte> content)
        where T : default => ResultJson.ReadTagged<T>(content);

    internal override bool Accepts(ReadOnlyMemory<byte> content)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(content, ResultJson.Deep);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    protected internal override void WriteSettings(Utf8JsonWriter writer)
    {
        // What Python's serializer of that name has for settings, at their defaults.
        writer.WriteString("jsonlib", "json");
        writer.WriteString("object_encoder", "prefect.serializers.prefect_json_object_encoder");
        writer.WriteString("object_decoder", "prefect.serializers.prefect_json_object_decoder");
        writer.WriteStartObject("dumps_kwargs");
        writer.WriteEndObject();
        writer.WriteStartObject("loads_kwargs");
        writer.WriteEndObject();
    }
}
