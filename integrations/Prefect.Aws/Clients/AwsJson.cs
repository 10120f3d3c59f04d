using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Prefect.Aws;

/// <summary>JSON whose shape the caller knows.</summary>
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class AwsJson : JsonSerializerContext;
