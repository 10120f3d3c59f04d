using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Prefect.Aws;

/// <summary>An answer with a task definition.</summary>
internal sealed record EcsDefinitionAnswer
{
    [JsonPropertyName("taskDefinition")]
    public JsonObject? TaskDefinition { get; init; }
}
