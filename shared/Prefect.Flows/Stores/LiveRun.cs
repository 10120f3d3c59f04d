namespace Prefect.Flows;

/// <summary>A flow run that lives in the memory of this process only.</summary>
internal sealed class LiveRun(FlowRun run)
{
    private readonly Lock _gate = new();
    private State _state = run.State;
    private Action<State>? _changed;

    public FlowRun Run => run;

    public State State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <summary>Answers a proposal, and keeps the state that follows from it.</summary>
    public StateAnswer Propose(State proposed, bool force, DateTimeOffset now)
    {
        lock (_gate)
        {
            RunFacts facts = new(run, _state, IsExecuting: true, IsKept: false, now);
            StateAnswer answer = force ? StateRules.Accept(facts, proposed) : StateRules.Decide(facts, proposed);
            _state = answer.State ?? _state;
            return answer;
        }
    }

    public void Tell(State state) => _changed?.Invoke(state);

    public IDisposable Watch(Action<State> changed)
    {
        _changed += changed;
        return new Watcher(this, changed);
    }

    /// <summary>Gives the run as a store would: with the state that it was brought into, whether or not the engine has seen it yet.</summary>
    public FlowRun Copy()
    {
        FlowRun copy = new(run.Id, run.States[0].Timestamp)
        {
            FlowName = run.FlowName,
            FlowVersion = run.FlowVersion,
            Name = run.Name,
            Tags = run.Tags,
            ExpectedStartTime = run.ExpectedStartTime,
            Parameters = run.Parameters,
            ParentTaskRunId = run.ParentTaskRunId,
            ParentFlowRunId = run.ParentFlowRunId,
            RootFlowRunId = run.RootFlowRunId,
            DeploymentId = run.DeploymentId,
            JobVariables = run.JobVariables,
            Retries = run.Retries,
            RetryDelay = run.RetryDelay,
        };
        State state = State;
        StateHistory history = run.History;
        copy.Restore(history.State.Id == state.Id ? run.StatesOf(history) : run.StatesOf(history.Add(state)));
        return copy;
    }

    private sealed class Watcher(LiveRun live, Action<State> changed) : IDisposable
    {
        public void Dispose() => live._changed -= changed;
    }
}
