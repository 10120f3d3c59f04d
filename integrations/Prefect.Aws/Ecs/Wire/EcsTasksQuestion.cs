using System.Text.Json.Serialization;

namespace Prefect.Aws;

/// <summary>Asks about tasks.</summary>
internal sealed record EcsTasksQuestion(
    [property: JsonPropertyName("cluster")] string Cluster, [property: JsonPropertyName("tasks")] IReadOnlyList<string> Tasks)
{
    [JsonPropertyName("include")]
    public IReadOnlyList<string> Include { get; init; } = ["TAGS"];
}
