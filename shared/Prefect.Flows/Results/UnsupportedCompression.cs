using System.Text.Json;

namespace Prefect.Flows;

/// <summary>A packing that a record names and .NET has not.</summary>
internal sealed class UnsupportedCompression(string type, string library, JsonElement settings) : ResultSerializer
{
    public override string Type => type;

    public override ReadOnlyMemory<byte> Serialize<T>(T value) => throw Unsupported();

    public override T Deserialize<T>(ReadOnlyMemory<byte> content) => throw Unsupported();

    internal override bool Accepts(ReadOnlyMemory<byte> content) => false;

    protected internal override void WriteSettings(Utf8JsonWriter writer)
    {
        foreach (JsonProperty setting in settings.EnumerateObject().Where(static setting => setting.Name != "type"))
        {
            setting.WriteTo(writer);
        }
    }

    private UnsupportedSerializerException Unsupported() => new(
        $"it is packed by '{library}', which .NET does not have. Let Python pack by gzip or zlib: CompressedSerializer(serializer=JSONSerializer(), compressionlib=\"gzip\").");
}
