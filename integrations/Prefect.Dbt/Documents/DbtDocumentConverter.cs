using System.Text.Json;
using System.Text.Json.Serialization;

namespace Prefect.Dbt;

/// <summary>Writes documents as they came, and reads them back, so that results of tasks and flows keep all that there is.</summary>
internal sealed class DbtDocumentConverter<T> : JsonConverter<T>
    where T : class, IDbtDocument<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => T.Of(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => value.Json.WriteTo(writer);
}
