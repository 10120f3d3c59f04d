using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Prefect.Client;

/// <summary>Reads answers, and writes bodies in which a key without a value is null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    MaxDepth = 256,
    Converters = [typeof(WireTime), typeof(WireDuration)])]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(CsrfToken))]
[JsonSerializable(typeof(ApiFlowRun))]
[JsonSerializable(typeof(List<ApiFlowRun>))]
[JsonSerializable(typeof(List<ApiState>))]
[JsonSerializable(typeof(SetStateBody))]
[JsonSerializable(typeof(OrchestrationAnswer))]
[JsonSerializable(typeof(IReadOnlyList<ApiLogEntry>))]
[JsonSerializable(typeof(List<ApiLog>))]
[JsonSerializable(typeof(IReadOnlyList<ApiEvent>))]
[JsonSerializable(typeof(List<FlowRunHistory>))]
internal sealed partial class WireJson : JsonSerializerContext;
