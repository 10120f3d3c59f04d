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
[JsonSerializable(typeof(ApiFlowRunDraft))]
[JsonSerializable(typeof(ApiFlowRunChanges))]
[JsonSerializable(typeof(FlowBody))]
[JsonSerializable(typeof(TagsBody))]
[JsonSerializable(typeof(FlowQuery))]
[JsonSerializable(typeof(FlowQueryBody))]
[JsonSerializable(typeof(ApiTaskRunDraft))]
[JsonSerializable(typeof(NameBody))]
[JsonSerializable(typeof(TaskRunQuery))]
[JsonSerializable(typeof(TaskRunQueryBody))]
[JsonSerializable(typeof(ApiVariableDraft))]
[JsonSerializable(typeof(ApiVariableChanges))]
[JsonSerializable(typeof(VariableQueryBody))]
[JsonSerializable(typeof(VariableCountBody))]
[JsonSerializable(typeof(ApiArtifactDraft))]
[JsonSerializable(typeof(ApiArtifactChanges))]
[JsonSerializable(typeof(ArtifactQuery))]
[JsonSerializable(typeof(ArtifactQueryBody))]
[JsonSerializable(typeof(ApiBlockTypeDraft))]
[JsonSerializable(typeof(ApiBlockTypeChanges))]
[JsonSerializable(typeof(BlockTypeQueryBody))]
[JsonSerializable(typeof(ApiBlockSchemaDraft))]
[JsonSerializable(typeof(BlockSchemaQueryBody))]
[JsonSerializable(typeof(ApiBlockDocumentDraft))]
[JsonSerializable(typeof(ApiBlockDocumentChanges))]
[JsonSerializable(typeof(BlockDocumentQuery))]
[JsonSerializable(typeof(BlockDocumentQueryBody))]
[JsonSerializable(typeof(ApiConcurrencyLimitDraft))]
[JsonSerializable(typeof(ApiConcurrencyLimitChanges))]
[JsonSerializable(typeof(PageBody))]
[JsonSerializable(typeof(SlotsBody))]
[JsonSerializable(typeof(GiveBackBody))]
[JsonSerializable(typeof(LeaseBody))]
[JsonSerializable(typeof(RenewBody))]
internal sealed partial class SparseJson : JsonSerializerContext;
