using System.Globalization;
using System.Text.Json;

namespace Prefect.Aws;

/// <summary>A task of Amazon ECS has changed.</summary>
/// <param name="Identifier">Cluster and task.</param>
/// <param name="Status">What it has become, in upper case.</param>
/// <param name="Task">The task as it was then.</param>
internal sealed record EcsTaskEvent(EcsIdentifier Identifier, string Status, EcsTaskDescription Task)
{
    public const string FlowRunTag = "prefect.io/flow-run-id";

    private const string TaskChanged = "ECS Task State Change";

    /// <summary>The event's own id, the same however often it is delivered.</summary>
    public Guid? Id { get; init; }

    public DateTimeOffset? Time { get; init; }

    /// <summary>The task's tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public bool HasStopped => Status == EcsTaskOutcome.Stopped;

    public bool IsOfFlowRun => FlowRunId is not null;

    /// <summary>The flow run that the task was started for; null when it was not, or the tag is no id.</summary>
    public Guid? FlowRunId => Guid.TryParse(Tags.GetValueOrDefault(FlowRunTag), out Guid id) ? id : null;

    /// <summary>Reads a message; null when it is about something else than a task.</summary>
    /// <exception cref="JsonException">It is no event.</exception>
    public static EcsTaskEvent? Read(string body)
    {
        EcsEventEnvelope? envelope = JsonSerializer.Deserialize(body, SqsJson.Default.EcsEventEnvelope);
        if (envelope is not { DetailType: TaskChanged, Detail.ValueKind: JsonValueKind.Object })
        {
            return null;
        }

        EcsTaskDescription task = envelope.Detail.Deserialize(SqsJson.Default.EcsTaskDescription)!;
        if (string.IsNullOrEmpty(task.TaskArn) || string.IsNullOrEmpty(task.ClusterArn) || string.IsNullOrEmpty(task.LastStatus))
        {
            return null;
        }

        return new EcsTaskEvent(new EcsIdentifier(task.ClusterArn, task.TaskArn), task.LastStatus.ToUpperInvariant(), task)
        {
            Id = Guid.TryParse(envelope.Id, out Guid id) ? id : null,
            Time = DateTimeOffset.TryParse(
                envelope.Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time) ? time : null,
        };
    }
}
