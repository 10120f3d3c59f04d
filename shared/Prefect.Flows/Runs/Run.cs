namespace Prefect.Flows;

/// <summary>What the run of a flow and the run of a task have in common.</summary>
public abstract class Run
{
    private volatile StateHistory _history = StateHistory.Empty;
    private volatile string _name = "";

    private protected Run(Guid id)
    {
        Id = id;
    }

    /// <summary>Identifies the run.</summary>
    public Guid Id { get; }

    /// <summary>Name of the run. It tells runs apart for people and need not be unique.</summary>
    public string Name
    {
        get => _name;
        internal set => _name = value;
    }

    /// <summary>The state that the run is in.</summary>
    public State State => _history.State;

    /// <summary>Every state that the run has been in, the present one last.</summary>
    public IReadOnlyList<State> States => _history.ToArray();

    /// <summary>Labels, sorted.</summary>
    public IReadOnlyList<string> Tags { get; internal init; } = [];

    /// <summary>How many times the run has begun to execute its code.</summary>
    public int RunCount => _history.RunCount;

    /// <summary>When the run is expected to begin.</summary>
    public DateTimeOffset ExpectedStartTime { get; internal init; }

    /// <summary>When the run first began.</summary>
    public DateTimeOffset? StartTime => _history.StartTime;

    /// <summary>When the run ended.</summary>
    public DateTimeOffset? EndTime => _history.EndTime;

    /// <summary>Time spent executing code, over all attempts.</summary>
    public TimeSpan TotalRunTime => _history.TotalRunTime;

    internal StateHistory History => _history;

    /// <summary>Enters a state. Only the engine that executes the run does; others see it happen.</summary>
    internal State Enter(State state)
    {
        _history = _history.Add(state);
        return _history.State;
    }

    /// <summary>Puts back the states of a run that was read from a store.</summary>
    internal void Restore(IEnumerable<State> states)
    {
        StateHistory history = StateHistory.Empty;
        foreach (State state in states)
        {
            history = history.Add(state);
        }

        _history = history;
    }
}
