using Prefect.Client;

namespace Prefect.Aws;

/// <summary>Makes events of tasks events of Prefect's.</summary>
internal sealed class EcsEventReplication(EcsFlowRuns server, TimeProvider clock) : IEcsEventHandler
{
    private const int Remembered = 1000;

    // The server puts events in order that are closer to each other than this.
    private static readonly TimeSpan s_close = TimeSpan.FromMinutes(5);

    private readonly EcsRecent<ApiEvent> _last = new(Remembered);

    public string Purpose => "replicate the event";

    public bool Wants(EcsTaskEvent change) => change is { IsOfFlowRun: true, Id: not null };

    public async Task HandleAsync(EcsTaskEvent change, CancellationToken cancellationToken)
    {
        string arn = change.Identifier.TaskArn;
        ApiEvent replica = new()
        {
            Id = change.Id!.Value,
            Event = $"prefect.ecs.task.{change.Status.ToLowerInvariant()}",
            Occurred = change.Time ?? clock.GetUtcNow(),
            Resource = Resource(change),
            Related = EcsRelatedResources.Of(change.Tags),
        };
        bool isKnown = _last.TryGet(arn, out ApiEvent? last);
        await server.EmitAsync(isKnown && Follows(replica, last!) ? replica with { Follows = last!.Id } : replica, cancellationToken).ConfigureAwait(false);
        if (!isKnown || last!.Occurred <= replica.Occurred)
        {
            _last.Set(arn, replica);
        }
    }

    private static bool Follows(ApiEvent replica, ApiEvent last) =>
        replica.Id != last.Id && replica.Occurred >= last.Occurred && replica.Occurred - last.Occurred < s_close;

    private static Dictionary<string, string> Resource(EcsTaskEvent change)
    {
        Dictionary<string, string> resource = new(StringComparer.Ordinal)
        {
            ["prefect.resource.id"] = $"prefect.ecs.task.{change.Identifier.TaskId}",
            ["ecs.taskArn"] = change.Identifier.TaskArn,
            ["ecs.clusterArn"] = change.Identifier.Cluster,
        };
        if (change.Task.TaskDefinitionArn is { Length: > 0 } definition)
        {
            resource["ecs.taskDefinitionArn"] = definition;
        }

        return resource;
    }
}
