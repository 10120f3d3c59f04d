using System.Text.Json;

namespace Prefect.Flows;

/// <summary>Writes and reads where a result is kept.</summary>
internal static class ResultMetadataJson
{
    public static void Write(Utf8JsonWriter json, ResultRecordMetadata metadata)
    {
        json.WriteStartObject();
        json.WriteEndObject();
    }

    public static ResultRecordMetadata Read(JsonElement json) => new();
}
