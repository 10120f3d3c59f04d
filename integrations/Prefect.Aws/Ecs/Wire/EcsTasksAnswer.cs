using System.Text.Json.Serialization;

namespace Prefect.Aws;

/// <summary>The answer to starting tasks, and to asking about them.</summary>
internal sealed record EcsTasksAnswer
{
    [JsonPropertyName("tasks")]
    public IReadOnlyList<EcsTaskDescription>? Tasks { get; init; }

    [JsonPropertyName("failures")]
    public IReadOnlyList<EcsFailureDescription>? Failures { get; init; }

    [JsonIgnore]
    public EcsFailureDescription? Failure => Failures is [var first, ..] ? first : null;
}
