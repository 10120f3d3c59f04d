using System.Text.Json;
using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>Writes a value by the service's name of it.</summary>
internal sealed class NamedValueConverter<T> : JsonConverter<T>
    where T : struct, INamedValue<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.Of(reader.GetString() ?? throw new JsonException("The name of a value is null."));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
