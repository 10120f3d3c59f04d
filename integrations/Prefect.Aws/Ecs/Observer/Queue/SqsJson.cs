using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Prefect.Aws;

/// <summary>Requests and answers of Amazon SQS, and the messages that are read from it.</summary>
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(SqsQueueQuestion))]
[JsonSerializable(typeof(SqsQueueAnswer))]
[JsonSerializable(typeof(SqsReceipt))]
[JsonSerializable(typeof(SqsMessages))]
[JsonSerializable(typeof(SqsVisibility))]
[JsonSerializable(typeof(SqsDeletion))]
[JsonSerializable(typeof(EcsEventEnvelope))]
[JsonSerializable(typeof(EcsTaskDescription))]
internal sealed partial class SqsJson : JsonSerializerContext;
