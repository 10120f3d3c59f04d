using System.Text.Json;

namespace Prefect.Flows;

/// <summary>A serializer that a record names and nobody here knows. Its settings are kept; using it fails.</summary>
internal sealed class UnknownSerializer(string type, JsonElement settings) : ResultSerializer
{
    public override string Type => type;

    public override ReadOnlyMemory<byte> Serialize<T>(T value) => throw Unsupported();

    public override T Deserialize<T>(ReadOnlyMemory<byte> content) => throw Unsupported();

    protected internal override void WriteSettings(Utf8JsonWriter writer)
    {
        foreach (JsonProperty setting in settings.EnumerateObject().Where(static setting => setting.Name != "type"))
        {
            setting.WriteTo(writer);
        }
    }

    private UnsupportedSerializerException Unsupported() => new(type.Contains("pickle", StringComparison.Ordinal)
        ? $"it was written by Python's serializer '{type}'. Let Python write json: PREFECT_RESULTS_DEFAULT_SERIALIZER=json."
        : $"it was written by the serializer '{type}', which is not known here. Make it known by ResultSerializer.Register.");
}
