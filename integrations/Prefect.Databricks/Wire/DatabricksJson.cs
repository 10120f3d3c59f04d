using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>How models are written and read; to be used by way of <see cref="DatabricksWire"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(LenientTextConverter)])]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(AccessControlList))]
[JsonSerializable(typeof(ClusterAttributes))]
[JsonSerializable(typeof(ClusterEvent))]
[JsonSerializable(typeof(ClusterInfo))]
[JsonSerializable(typeof(ClusterLibraryStatuses))]
[JsonSerializable(typeof(DatabricksError))]
[JsonSerializable(typeof(DbtOutput))]
[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(JobPage))]
[JsonSerializable(typeof(JobTask))]
[JsonSerializable(typeof(NodeType))]
[JsonSerializable(typeof(RepairHistory))]
[JsonSerializable(typeof(RepairRunInput))]
[JsonSerializable(typeof(Run))]
[JsonSerializable(typeof(RunExport))]
[JsonSerializable(typeof(RunNowInput))]
[JsonSerializable(typeof(RunOutput))]
[JsonSerializable(typeof(RunPage))]
[JsonSerializable(typeof(RunSubmission))]
[JsonSerializable(typeof(RunSubmitSettings))]
[JsonSerializable(typeof(SparkVersion))]
[JsonSerializable(typeof(SqlDashboardWidgetOutput))]
[JsonSerializable(typeof(SqlStatementOutput))]
[JsonSerializable(typeof(TerminationParameter))]
[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class DatabricksJson : JsonSerializerContext;
