using System.Text.Json;
using System.Text.Json.Serialization;

namespace Prefect.Blocks;

/// <summary>Keeps secrets out of JSON that is not a document: writes the mask.</summary>
internal sealed class SecretStringJsonConverter : JsonConverter<SecretString>
{
    public override SecretString Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString());

    public override void Write(Utf8JsonWriter writer, SecretString value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
