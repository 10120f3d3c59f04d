namespace Prefect.Flows;

/// <summary>
/// Decides what becomes of a state that is proposed for a flow run. The rules are tried in order; the first that has something to
/// say decides. They are those of a Prefect server, so that a flow behaves the same with and without one.
/// </summary>
internal static class StateRules
{
    private static readonly Func<RunFacts, State, StateAnswer?>[] s_rules =
    [
        Repeated, Ended, KeptResult, BegunAnew, Cancelling, CancelledBeforeItRuns, PendingTwice, Pausing, Resuming, TooEarly, Retried, RunsAlready,
    ];

    /// <summary>Applies the rules.</summary>
    /// <param name="facts">The run, in the state that the store holds.</param>
    /// <param name="proposed">The state that is asked for.</param>
    /// <returns>The answer; its state is the one that the run is in from now on, dated after the present one.</returns>
    public static StateAnswer Decide(in RunFacts facts, State proposed)
    {
        foreach (Func<RunFacts, State, StateAnswer?> rule in s_rules)
        {
            if (rule(facts, proposed) is { } answer)
            {
                return answer;
            }
        }

        // A run that waits for its turn keeps the time that it was planned for.
        return facts.Current.IsScheduled && proposed.IsPending && facts.Current.OwnDetails.ScheduledTime is { } time
            ? Accept(facts, proposed.At(proposed.Timestamp, proposed.OwnDetails with { ScheduledTime = time }))
            : Accept(facts, proposed);
    }

    /// <summary>Accepts without asking the rules.</summary>
    public static StateAnswer Accept(in RunFacts facts, State proposed) => new() { Decision = StateDecision.Accept, State = After(facts, proposed) };

    private static StateAnswer? Repeated(RunFacts facts, State proposed) =>
        proposed.OwnDetails.TransitionId is { } id && facts.Current.OwnDetails.TransitionId == id
            ? Keep(facts, "This change of state was made already.")
            : null;

    private static StateAnswer? Ended(RunFacts facts, State proposed) =>
        facts.Current.IsFinal && proposed.Type is (StateType.Cancelling or StateType.Paused or StateType.Crashed)
            ? Abort($"The run has ended already: it is {facts.Current.Name}.")
            : null;

    private static StateAnswer? KeptResult(RunFacts facts, State proposed) =>
        facts.Current.IsCompleted && facts.Current.ResultMetadata is not null && !proposed.IsFinal
            ? Keep(facts, "The run is completed and its result is kept.")
            : null;

    private static StateAnswer? BegunAnew(RunFacts facts, State proposed) =>
        facts.Current.IsFinal && (proposed.IsScheduled || proposed.IsPending) && facts.Run.DeploymentId is null
            ? Abort("The run has ended and belongs to no deployment that could run it again.")
            : null;

    private static StateAnswer? Cancelling(RunFacts facts, State proposed) =>
        facts.Current.IsCancelling && !proposed.IsCancelled ? Keep(facts, "The run is being cancelled.") : null;

    private static StateAnswer? CancelledBeforeItRuns(RunFacts facts, State proposed) =>
        proposed.IsCancelling && !facts.IsExecuting && (facts.Current.IsScheduled || IsSuspended(facts.Current))
            ? Replace(facts, State.Cancelled(proposed.Message), "Nothing executes the run, so it is cancelled at once.")
            : null;

    private static StateAnswer? PendingTwice(RunFacts facts, State proposed)
    {
        State current = facts.Current;
        bool isNewStep = current.IsPending && proposed.Name != StateNames.Of(StateType.Pending) && proposed.Name != current.Name;
        return proposed.IsPending && !isNewStep
            && current.Type is (StateType.Pending or StateType.Running or StateType.Cancelling or StateType.Cancelled)
            ? Abort($"The run is {current.Name} already: somebody else has taken it.")
            : null;
    }

    private static StateAnswer? Pausing(RunFacts facts, State proposed)
    {
        if (!proposed.IsPaused)
        {
            return null;
        }

        if (!facts.Current.IsRunning)
        {
            return Keep(facts, $"Only a run that is running can be paused; this one is {facts.Current.Name}.");
        }

        if (proposed.OwnDetails.PauseKey is { } key && HasPaused(facts.Run, key))
        {
            return Keep(facts, "This pause has happened already.");
        }

        return proposed.OwnDetails.PauseReschedule != true ? null
            : facts.Run.ParentTaskRunId is not null || facts.Run.ParentFlowRunId is not null ? Abort("A flow that another flow called cannot be suspended: suspend the outer one.")
            : !facts.IsKept ? Abort("Runs are not recorded, so nothing could execute it later. Pause it, or set PREFECT_DOTNET_RECORD_RUNS.")
            : null;
    }

    private static StateAnswer? Resuming(RunFacts facts, State proposed)
    {
        if (!facts.Current.IsPaused || proposed.IsPaused)
        {
            return null;
        }

        if (!proposed.IsRunning && !proposed.IsScheduled && !proposed.IsFinal)
        {
            return Keep(facts, $"A paused run cannot become {proposed.Name}.");
        }

        return facts.Current.OwnDetails.PauseTimeout is { } timeout && timeout < facts.Now
            ? Replace(facts, State.Failed("The flow was paused and never resumed."), "The time of the pause is over.")
            : null;
    }

    private static StateAnswer? TooEarly(RunFacts facts, State proposed) =>
        proposed.IsRunning && (facts.Current.IsScheduled || facts.Current.IsPending)
        && facts.Current.OwnDetails.ScheduledTime is { } time && time > facts.Now
            ? new StateAnswer
            {
                Decision = StateDecision.Wait,
                State = facts.Current,
                Delay = time - facts.Now,
                Reason = "The run is planned for later.",
            }
            : null;

    private static StateAnswer? Retried(RunFacts facts, State proposed) =>
        proposed.IsFailed && facts.Current.IsRunning && facts.Run.RunCount <= facts.Run.Retries
            ? Replace(facts, State.AwaitingRetry(facts.Now + facts.Run.RetryDelay, proposed.Message), "The run is to be repeated.")
            : null;

    /// <summary>Of two who resume a run at once one does: the other must not believe that its answer counts.</summary>
    private static StateAnswer? RunsAlready(RunFacts facts, State proposed) =>
        facts.Current.IsRunning && proposed.IsRunning ? Keep(facts, "The run goes on already.") : null;

    /// <summary>Whether a pause was entered since the run was last begun anew.</summary>
    private static bool HasPaused(FlowRun run, string key)
    {
        bool hasPaused = false;
        foreach (State state in run.States)
        {
            hasPaused = state.Name != StateNames.AwaitingRetry && (hasPaused || (state.IsPaused && state.OwnDetails.PauseKey == key));
        }

        return hasPaused;
    }

    private static bool IsSuspended(State state) => state.IsPaused && state.OwnDetails.PauseReschedule == true;

    private static StateAnswer Keep(in RunFacts facts, string reason) =>
        new() { Decision = StateDecision.Reject, State = facts.Current, Reason = reason };

    private static StateAnswer Replace(in RunFacts facts, State state, string reason) =>
        new() { Decision = StateDecision.Reject, State = After(facts, state), Reason = reason };

    private static StateAnswer Abort(string reason) => new() { Decision = StateDecision.Abort, Reason = reason };

    private static State After(in RunFacts facts, State state) => state.Timestamp > facts.Current.Timestamp
        ? state
        : state.At(facts.Current.Timestamp.AddMicroseconds(1));
}
