using System.Text.Json;
using System.Text.Json.Serialization;

namespace Prefect.Client;

internal sealed class FilterOperatorName : JsonConverter<FilterOperator>
{
    public override FilterOperator Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.ValueTextEquals("or_"u8) ? FilterOperator.Or : FilterOperator.And;

    public override void Write(Utf8JsonWriter writer, FilterOperator value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value is FilterOperator.Or ? "or_"u8 : "and_"u8);
}
