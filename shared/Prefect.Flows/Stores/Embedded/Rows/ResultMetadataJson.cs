using System.Text.Json;

namespace Prefect.Flows;

/// <summary>Writes and reads where a result is kept.</summary>
internal static class ResultMetadataJson
{
    public static void Write(Utf8JsonWriter json, ResultRecordMetadata metadata)
    {
        ResultRecordJson.Write(json, metadata);
    }

    public static ResultRecordMetadata Read(JsonElement json) => ResultRecordJson.ReadMetadata(json);
}
