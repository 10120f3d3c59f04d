using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Prefect.Flows;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 512)]
[JsonSerializable(typeof(SnapshotDocument))]
[JsonSerializable(typeof(WorkerJob))]
[JsonSerializable(typeof(WireValue))]
[JsonSerializable(typeof(ExceptionDocument))]
[JsonSerializable(typeof(RunLog))]
[JsonSerializable(typeof(ForwardedLog))]
[JsonSerializable(typeof(AssetMetadata))]
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class SnapshotJson : JsonSerializerContext;
