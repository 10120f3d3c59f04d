using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Executes a run that the store holds already: one that was suspended and resumed, or one that was planned.</summary>
internal static class ExistingRun
{
    /// <exception cref="FlowAbortedException">The run does not wait to be executed, or is another flow's.</exception>
    /// <exception cref="ParameterTypeException">What was kept of the arguments cannot be used. The run is left as it is.</exception>
    /// <exception cref="RunStoreException">The store does not know the run, or cannot be reached.</exception>
    public static async Task<State> ExecuteAsync(
        Flow flow, Guid id, IReadOnlyDictionary<string, object?> given, CancellationToken cancellationToken)
    {
        if (Ambient.Current.Flow is { } outer)
        {
            throw new InvalidOperationException(
                $"The flow run '{outer.FlowRun.Name}' cannot execute the run {id}: both are outermost runs. Call this outside flows.");
        }

        IRunStore store = RunStore.Current;
        FlowRun run = await FindAsync(store, id, cancellationToken).ConfigureAwait(false);
        return await ExecuteAsync(flow, store, run, given, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Executes a run that was read from the store.</summary>
    public static async Task<State> ExecuteAsync(
        Flow flow, IRunStore store, FlowRun run, IReadOnlyDictionary<string, object?> given, CancellationToken cancellationToken)
    {
        ThrowIfNotReady(flow, run);
        object?[] arguments = await ArgumentsAsync(flow, run, given, cancellationToken).ConfigureAwait(false);

        // Whoever brings the run into this state has it: another process that wants it too is refused.
        StateAnswer answer = await store.ProposeAsync(run, State.Pending(), force: false, cancellationToken).ConfigureAwait(false);
        if (answer.Decision != StateDecision.Accept)
        {
            throw new FlowAbortedException($"The flow run '{run.Name}' ({run.Id}) may not be executed here: {answer.Reason}");
        }

        run.Enter(answer.State!);
        return await flow.RunUntypedAsync(arguments, new FlowCallOptions { Run = run, CancellationToken = cancellationToken }).ConfigureAwait(false);
    }

    public static async Task<FlowRun> FindAsync(IRunStore store, Guid id, CancellationToken cancellationToken) =>
        await store.FindFlowRunAsync(id, cancellationToken).ConfigureAwait(false)
        ?? throw new RunStoreException($"There is no flow run {id} in {store.Location}. It may have been deleted: dotnet prefect flow-run ls lists those that are there.");

    private static void ThrowIfNotReady(Flow flow, FlowRun run)
    {
        if (run.FlowName != flow.Name)
        {
            throw new FlowAbortedException($"The flow run '{run.Name}' ({run.Id}) is one of the flow '{run.FlowName}'; '{flow.Name}' cannot execute it.");
        }

        if (!run.State.IsScheduled)
        {
            string advice = run.State switch
            {
                { IsPaused: true, OwnDetails.PauseReschedule: true } => $"Resume it first: dotnet prefect flow-run resume {run.Id}",
                { IsFinal: true } => "It has ended: run the flow anew.",
                _ => "A process executes it at present.",
            };
            throw new FlowAbortedException($"The flow run '{run.Name}' ({run.Id}) does not wait to be executed, it is {run.State.Name}. {advice}");
        }
    }

    private static async Task<object?[]> ArgumentsAsync(
        Flow flow, FlowRun run, IReadOnlyDictionary<string, object?> given, CancellationToken cancellationToken)
    {
        Dictionary<string, object?> arguments = new(run.Parameters, StringComparer.Ordinal);
        foreach ((string name, object? value) in given)
        {
            arguments[name] = value;
        }

        string[] masked = [.. arguments.Where(argument => !given.ContainsKey(argument.Key) && IsMasked(argument.Value)).Select(argument => $"'{argument.Key}'")];
        if (masked.Length > 0)
        {
            throw new ParameterTypeException(
                $"The flow run '{run.Name}' ({run.Id}) was given secrets in {string.Join(", ", masked)}, which are kept masked. "
                + "Give them again in the call that executes it, or pass credentials as saved blocks, which are loaded again.");
        }

        IReadOnlyDictionary<string, object?> bound = await FlowParameterBinding.BindAsync(flow, arguments, cancellationToken).ConfigureAwait(false);
        return [.. flow.Parameters.Select(parameter => bound[parameter.Name])];
    }

    private static bool IsMasked(object? value) => value switch
    {
        string text => text.Contains(SecretMask.Display, StringComparison.Ordinal) || SecretMask.IsMask(text),
        JsonValue scalar => scalar.TryGetValue(out string? text) && IsMasked(text),
        JsonArray items => items.Any(IsMasked),
        JsonObject members => members.Any(member => IsMasked(member.Key) || IsMasked(member.Value)),
        IReadOnlyDictionary<string, object?> members => members.Any(member => IsMasked(member.Key) || IsMasked(member.Value)),
        System.Collections.IEnumerable items => items.Cast<object?>().Any(IsMasked),
        _ => false,
    };
}
