using System.Text.Json.Nodes;

namespace Prefect.Flows;

/// <summary>Sends inputs to runs.</summary>
internal static class RunInputSending
{
    /// <summary>Gives the store and the run that a call means.</summary>
    /// <exception cref="InvalidOperationException">No run is named, and there is none here.</exception>
    public static (IRunStore Store, Guid FlowRunId) Target(Guid? flowRunId)
    {
        FlowRunContext? here = FlowRunContext.Current;
        Guid run = flowRunId ?? here?.FlowRun.Id ?? throw new InvalidOperationException("There is no flow run here. Name the run that the input belongs to.");
        return (here?.Store ?? RunStore.Current, run);
    }

    public static RunInputEntry Entry(Guid flowRunId, string key, JsonNode? value, string? sender)
    {
        DateTimeOffset now = FlowClock.Now;
        return new RunInputEntry { Id = Guid.CreateVersion7(now), FlowRunId = flowRunId, Key = key, Value = value?.ToJsonString() ?? "null", Sender = sender, Created = now };
    }

    public static async Task SendAsync(RunInputType type, object? input, Guid flowRunId, string? sender, string? keyPrefix, CancellationToken cancellationToken)
    {
        if (keyPrefix is not null)
        {
            RunInputKeys.Check(keyPrefix, nameof(keyPrefix));
        }

        FlowRunContext? here = FlowRunContext.Current;
        IRunStore store = here?.Store ?? RunStore.Current;
        if (store.KeepsRuns && await store.FindFlowRunAsync(flowRunId, cancellationToken).ConfigureAwait(false) is null)
        {
            throw new RunStoreException($"There is no flow run {flowRunId} in {store.Location}, so nothing can be sent to it.");
        }

        sender ??= here is null ? null : RunInputMetadata.FlowRunSender + here.FlowRun.Id;
        RunInputEntry entry = Entry(flowRunId, $"{keyPrefix ?? type.Prefix}-{Guid.NewGuid()}", type.Write(input), sender);
        await store.Inputs.CreateAsync(entry, cancellationToken).ConfigureAwait(false);
    }
}
