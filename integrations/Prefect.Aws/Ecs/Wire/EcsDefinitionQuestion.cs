using System.Text.Json.Serialization;

namespace Prefect.Aws;

/// <summary>A request about a task definition.</summary>
internal sealed record EcsDefinitionQuestion([property: JsonPropertyName("taskDefinition")] string TaskDefinition);
