using System.Text.Json.Nodes;

namespace Prefect.Flows;

/// <summary>Lets runs go on that wait.</summary>
internal static class RunResumption
{
    public static async Task ResumeAsync(IRunStore store, Guid flowRunId, object? input, CancellationToken cancellationToken)
    {
        FlowRun run = await store.FindFlowRunAsync(flowRunId, cancellationToken).ConfigureAwait(false)
            ?? throw new RunStoreException($"There is no flow run {flowRunId} in {store.Location}.");
        State paused = run.State;
        if (!paused.IsPaused)
        {
            throw new NotPausedException($"The flow run '{run.Name}' ({flowRunId}) is {paused.Name}, not paused, so it cannot be resumed.");
        }

        Keyset? keyset = Keyset.Read(paused.OwnDetails.RunInputKeyset);
        JsonNode? answer = keyset is null ? null : Answer(input);
        if (keyset is not null)
        {
            await CheckAsync(store, run, keyset, answer!, cancellationToken).ConfigureAwait(false);
        }
        else if (input is not null)
        {
            throw new RunInputException($"The flow run '{run.Name}' ({flowRunId}) waits for no input. Resume it without one.");
        }

        State next = paused.OwnDetails.PauseReschedule == true ? State.Resuming() : State.Running();
        StateAnswer decided = await store.SetStateAsync(flowRunId, next, force: false, cancellationToken).ConfigureAwait(false);
        if (decided.Decision != StateDecision.Accept)
        {
            throw Refused(run, decided);
        }

        if (keyset is not null)
        {
            // The run goes on already and waits a moment for this; whoever else resumes it from now on is refused.
            await RunQuestions.PutAsync(store, flowRunId, keyset.Response, answer, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static async Task CheckAsync(IRunStore store, FlowRun run, Keyset keyset, JsonNode answer, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> problems = await RunQuestions.CheckAsync(store, run.Id, keyset, answer, cancellationToken).ConfigureAwait(false);
        if (problems.Count > 0)
        {
            throw new RunInputException(
                $"The input does not fit what the flow run '{run.Name}' ({run.Id}) asks for: {string.Join("; ", problems)}. The run stays paused: correct the input and resume it again.");
        }
    }

    private static Exception Refused(FlowRun run, StateAnswer answer) => answer.State is { IsFailed: true }
        ? new FlowPauseTimeoutException($"The flow run '{run.Name}' ({run.Id}) cannot be resumed any more: {answer.Reason}")
        : new InvalidOperationException($"The flow run '{run.Name}' ({run.Id}) cannot be resumed: {answer.Reason}");

    /// <summary>Gives the answer as the object that runs expect; a single value stands in its member <c>value</c>.</summary>
    private static JsonNode Answer(object? input)
    {
        JsonNode? node = ParameterWriter.ToJson(input);
        return node is null ? new JsonObject() : node as JsonObject ?? new JsonObject { ["value"] = node };
    }
}
