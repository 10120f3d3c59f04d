using System.Text.Json;
using System.Text.Json.Serialization;

namespace Prefect.Flows;

/// <summary>Nothing is written as null, as Python writes what a function without a result gives.</summary>
internal sealed class UnitConverter : JsonConverter<Unit>
{
    public override bool HandleNull => true;

    public override Unit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Skip();
        return default;
    }

    public override void Write(Utf8JsonWriter writer, Unit value, JsonSerializerOptions options) => writer.WriteNullValue();
}
