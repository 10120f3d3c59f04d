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
[JsonSerializable(typeof(FlowRunSort?))]
[JsonSerializable(typeof(OrchestrationAnswer))]
[JsonSerializable(typeof(IReadOnlyList<ApiLogEntry>))]
[JsonSerializable(typeof(List<ApiLog>))]
[JsonSerializable(typeof(IReadOnlyList<ApiEvent>))]
[JsonSerializable(typeof(List<FlowRunHistory>))]
[JsonSerializable(typeof(ResumeBody))]
[JsonSerializable(typeof(InputBody))]
[JsonSerializable(typeof(InputQueryBody))]
[JsonSerializable(typeof(List<ApiFlowRunInput>))]
[JsonSerializable(typeof(ApiFlow))]
[JsonSerializable(typeof(List<ApiFlow>))]
[JsonSerializable(typeof(ApiTaskRun))]
[JsonSerializable(typeof(List<ApiTaskRun>))]
[JsonSerializable(typeof(ApiVariable))]
[JsonSerializable(typeof(List<ApiVariable>))]
[JsonSerializable(typeof(ApiArtifact))]
[JsonSerializable(typeof(List<ApiArtifact>))]
[JsonSerializable(typeof(ApiBlockType))]
[JsonSerializable(typeof(List<ApiBlockType>))]
[JsonSerializable(typeof(ApiBlockSchema))]
[JsonSerializable(typeof(List<ApiBlockSchema>))]
[JsonSerializable(typeof(ApiBlockDocument))]
[JsonSerializable(typeof(List<ApiBlockDocument>))]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(ApiConcurrencyLimit))]
[JsonSerializable(typeof(List<ApiConcurrencyLimit>))]
[JsonSerializable(typeof(LeaseAnswer))]
[JsonSerializable(typeof(List<TakenLimit>))]
[JsonSerializable(typeof(DefaultResultStorage))]
internal sealed partial class WireJson : JsonSerializerContext;
