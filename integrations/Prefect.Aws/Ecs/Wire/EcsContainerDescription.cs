using System.Text.Json.Serialization;

namespace Prefect.Aws;

/// <summary>A container of a task as the service describes it.</summary>
internal sealed record EcsContainerDescription
{
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    [JsonPropertyName("exitCode")]
    public int? ExitCode { get; init; }

    [JsonPropertyName("reason")]
    public string? Reason { get; init; }
}
