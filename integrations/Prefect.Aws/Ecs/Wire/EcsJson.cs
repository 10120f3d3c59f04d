using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Prefect.Aws;

/// <summary>Requests and answers of Amazon ECS and of CloudWatch Logs.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(EcsTasksAnswer))]
[JsonSerializable(typeof(EcsTasksQuestion))]
[JsonSerializable(typeof(EcsStopRequest))]
[JsonSerializable(typeof(EcsDefinitionQuestion))]
[JsonSerializable(typeof(EcsDefinitionAnswer))]
[JsonSerializable(typeof(LogEventsQuestion))]
[JsonSerializable(typeof(LogEventsAnswer))]
internal sealed partial class EcsJson : JsonSerializerContext;
