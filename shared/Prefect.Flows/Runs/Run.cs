namespace Prefect.Flows;

/// <summary>What the run of a flow and the run of a task have in common.</summary>
public abstract class Run
{
    private readonly DateTimeOffset _created;
    private volatile StateHistory? _history;
    private volatile string? _name;

    private protected Run(Guid id, DateTimeOffset created)
    {
        Id = id;
        _created = created;
        ExpectedStartTime = created;
    }

    /// <summary>Identifies the run.</summary>
    public Guid Id { get; }

    /// <summary>Name of the run. It tells runs apart for people and need not be unique.</summary>
    public string Name
    {
        get => _name ?? (_name = DefaultName());
        internal set => _name = value;
    }

    /// <summary>The state that the run is in.</summary>
    public State State => History.State;

    /// <summary>Every state that the run has been in, the present one last.</summary>
    public IReadOnlyList<State> States => History.ToArray();

    /// <summary>Labels, sorted.</summary>
    public IReadOnlyList<string> Tags { get; internal init; } = [];

    /// <summary>How many times the run has begun to execute its code.</summary>
    public int RunCount => History.RunCount;

    /// <summary>When the run is expected to begin.</summary>
    public DateTimeOffset ExpectedStartTime { get; internal init; }

    /// <summary>When the run first began.</summary>
    public DateTimeOffset? StartTime => History.StartTime;

    /// <summary>When the run ended.</summary>
    public DateTimeOffset? EndTime => History.EndTime;

    /// <summary>Time spent executing code, over all attempts.</summary>
    public TimeSpan TotalRunTime => History.TotalRunTime;

    internal abstract RunReference Reference { get; }

    /// <summary>The states; a run begins as pending at the moment that it is made.</summary>
    internal StateHistory History
    {
        get
        {
            if (_history is { } history)
            {
                return history;
            }

            State pending = new(StateType.Pending, null, null, _created);
            pending.EnterBy(Reference);
            Interlocked.CompareExchange(ref _history, new StateHistory(pending), null);
            return _history;
        }
    }

    /// <summary>Enters a state, and gives it as it was entered. Only the engine that executes the run does; others see it happen.</summary>
    internal State Enter(State state)
    {
        StateHistory history = History.Add(state);
        history.State.EnterBy(Reference);
        _history = history;
        return history.State;
    }

    /// <summary>Puts back the states of a run that was read from a store.</summary>
    internal void Restore(IEnumerable<State> states)
    {
        StateHistory? history = null;
        foreach (State state in states)
        {
            state.EnterBy(Reference);
            history = history?.Add(state) ?? new StateHistory(state);
        }

        _history = history;
    }

    private protected abstract string DefaultName();
}
