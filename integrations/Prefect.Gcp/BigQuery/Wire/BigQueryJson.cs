using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Prefect.Gcp;

/// <summary>What BigQuery takes and gives; rows and schemas are read by their own code.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(BigQueryJobMessage))]
[JsonSerializable(typeof(BigQueryJobAnswer))]
[JsonSerializable(typeof(BigQueryInsertAnswer))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class BigQueryJson : JsonSerializerContext;
