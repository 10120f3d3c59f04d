using System.Text.Json.Serialization;

namespace Prefect.Aws;

/// <summary>Stops a task.</summary>
internal sealed record EcsStopRequest(
    [property: JsonPropertyName("cluster")] string Cluster,
    [property: JsonPropertyName("task")] string Task,
    [property: JsonPropertyName("reason")] string Reason);
