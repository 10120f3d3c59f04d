using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Flows;

/// <summary>Brings artifacts to the store, with the run that they belong to, and says so in an event.</summary>
internal static class ArtifactWrites
{
    public static async Task<Artifact> CreateAsync(ArtifactDraft draft, CancellationToken cancellationToken)
    {
        Artifact artifact = Make(draft);
        await AmbientStore.Current.Artifacts.CreateAsync(artifact, cancellationToken).ConfigureAwait(false);
        await SayCreatedAsync(artifact, cancellationToken).ConfigureAwait(false);
        return artifact;
    }

    public static async Task<(Artifact Artifact, bool IsCreated)> GetOrCreateAsync(ArtifactDraft draft, CancellationToken cancellationToken)
    {
        Artifact made = Make(draft);
        Artifact kept = await AmbientStore.Current.Artifacts.GetOrCreateAsync(made, cancellationToken).ConfigureAwait(false);
        bool isCreated = kept.Id == made.Id;
        if (isCreated)
        {
            await SayCreatedAsync(kept, cancellationToken).ConfigureAwait(false);
        }

        return (kept, isCreated);
    }

    public static async Task UpdateAsync(Guid id, ArtifactDraft draft, CancellationToken cancellationToken)
    {
        ArtifactChange change = new() { Type = draft.Type, Data = draft.Data, Description = draft.Description };
        IRunStore store = AmbientStore.Current;
        if (!await store.Artifacts.UpdateAsync(id, change, cancellationToken).ConfigureAwait(false))
        {
            throw new ArtifactNotFoundException(
                $"There is no {change.Type} artifact with the id {id} in {store.Location}. Create one first; the id that this gives is the one to update.");
        }

        JsonObject payload = new() { ["data"] = JsonValue.Create(change.Data) };
        if (change.Description is not null)
        {
            payload["description"] = change.Description;
        }

        await SayAsync("prefect.artifact.updated", new Dictionary<string, string>(StringComparer.Ordinal) { [EventLabels.Id] = $"prefect.artifact.{id}" }, payload, cancellationToken)
            .ConfigureAwait(false);
    }

    private static Artifact Make(ArtifactDraft draft)
    {
        (Guid? flowRun, Guid? taskRun) = RunContext.Current switch
        {
            TaskRunContext task => (task.TaskRun.FlowRunId, (Guid?)task.TaskRun.Id),
            FlowRunContext flow => (flow.FlowRun.Id, null),
            _ => (null, null),
        };
        if (flowRun is null && taskRun is null)
        {
            ValueLog.ArtifactOutsideRun(ValueLog.Current, draft.Key ?? draft.Type);
        }

        DateTimeOffset now = FlowClock.Now;
        return new Artifact
        {
            Id = Guid.CreateVersion7(now),
            Key = draft.Key,
            Type = draft.Type,
            Description = draft.Description,
            Data = draft.Data,
            FlowRunId = flowRun,
            TaskRunId = taskRun,
            Created = now,
            Updated = now,
        };
    }

    private static Task SayCreatedAsync(Artifact artifact, CancellationToken cancellationToken)
    {
        Dictionary<string, string> resource = new(StringComparer.Ordinal) { [EventLabels.Id] = $"prefect.artifact.{artifact.Id}" };
        if (artifact.Key is { } key)
        {
            resource[EventLabels.Name] = key;
        }

        JsonObject payload = new() { ["key"] = artifact.Key, ["type"] = artifact.Type, ["description"] = artifact.Description };
        return SayAsync("prefect.artifact.created", resource, payload, cancellationToken);
    }

    private static async Task SayAsync(string name, IReadOnlyDictionary<string, string> resource, JsonObject payload, CancellationToken cancellationToken) =>
        await Events.EmitAsync(name, resource, new EventOptions { Payload = JsonSerializer.SerializeToElement(payload) }, cancellationToken)
            .ConfigureAwait(false);
}
