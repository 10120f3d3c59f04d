using System.Text.Json.Serialization;

namespace Prefect.Client;

/// <summary>Writes bodies in which a key without a value is left out: filters, and changes of what exists.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = 256,
    Converters = [typeof(WireTime), typeof(WireDuration)])]
[JsonSerializable(typeof(FlowRunQuery))]
[JsonSerializable(typeof(FlowRunQueryBody))]
[JsonSerializable(typeof(FlowRunHistoryBody))]
[JsonSerializable(typeof(LogQueryBody))]
internal sealed partial class SparseJson : JsonSerializerContext;
