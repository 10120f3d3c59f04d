using System.Text.Json;
using System.Text.Json.Serialization;

namespace Prefect.Aws;

/// <summary>A task as the service describes it.</summary>
internal sealed record EcsTaskDescription
{
    [JsonPropertyName("taskArn")]
    public string? TaskArn { get; init; }

    [JsonPropertyName("clusterArn")]
    public string? ClusterArn { get; init; }

    [JsonPropertyName("taskDefinitionArn")]
    public string? TaskDefinitionArn { get; init; }

    [JsonPropertyName("lastStatus")]
    public string? LastStatus { get; init; }

    [JsonPropertyName("desiredStatus")]
    public string? DesiredStatus { get; init; }

    [JsonPropertyName("stopCode")]
    public string? StopCode { get; init; }

    [JsonPropertyName("stoppedReason")]
    public string? StoppedReason { get; init; }

    [JsonPropertyName("startedAt")]
    public JsonElement? StartedAt { get; init; }

    [JsonPropertyName("stoppedAt")]
    public JsonElement? StoppedAt { get; init; }

    [JsonPropertyName("containers")]
    public IReadOnlyList<EcsContainerDescription>? Containers { get; init; }

    [JsonPropertyName("tags")]
    public IReadOnlyList<EcsTagDescription>? Tags { get; init; }

    /// <summary>Puts it in the words of this package.</summary>
    public EcsTaskOutcome ToOutcome(EcsIdentifier identifier, string? containerName) => new()
    {
        Identifier = identifier,
        Status = LastStatus ?? "",
        DesiredStatus = DesiredStatus,
        StopCode = StopCode,
        StoppedReason = StoppedReason,
        ContainerName = containerName,
        TaskDefinitionArn = TaskDefinitionArn,
        StartedAt = Time(StartedAt),
        StoppedAt = Time(StoppedAt),
        Containers = [.. (Containers ?? []).Select(container => new EcsContainerOutcome(container.Name ?? "", container.ExitCode, container.Reason))],
        Tags = (Tags ?? []).Where(tag => tag.Key is not null)
            .GroupBy(tag => tag.Key!, StringComparer.Ordinal)
            .ToDictionary(tag => tag.Key, tag => tag.Last().Value ?? "", StringComparer.Ordinal),
    };

    // Seconds since 1970 in the service's own answers; texts in those of some that speak its protocol.
    private static DateTimeOffset? Time(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out double seconds) && Math.Abs(seconds) < 1e11 =>
            DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)),
        { ValueKind: JsonValueKind.String } text when text.TryGetDateTimeOffset(out DateTimeOffset time) => time,
        _ => null,
    };
}
