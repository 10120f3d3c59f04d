namespace Prefect.Flows;

/// <summary>What the run of a flow and the run of a task have in common.</summary>
public abstract class Run
{
    private readonly long _createdTicks;
    private readonly long _expectedTicks;
    private volatile StateHistory? _history;
    private volatile string? _name;
    private State? _pending;

    private protected Run(Guid id, DateTimeOffset created)
    {
        Id = id;
        _createdTicks = _expectedTicks = created.UtcTicks;
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
    public IReadOnlyList<State> States => StatesOf(History);

    /// <summary>Labels, sorted.</summary>
    public IReadOnlyList<string> Tags { get; internal init; } = [];

    /// <summary>How many times the run has begun to execute its code. That it goes on after a pause counts for nothing.</summary>
    public int RunCount => History.RunCount;

    /// <summary>When the run is expected to begin.</summary>
    public DateTimeOffset ExpectedStartTime
    {
        get => new(_expectedTicks, TimeSpan.Zero);
        internal init => _expectedTicks = value.UtcTicks;
    }

    /// <summary>When the run first began.</summary>
    public DateTimeOffset? StartTime => History.StartTime;

    /// <summary>When the run ended.</summary>
    public DateTimeOffset? EndTime => History.EndTime;

    /// <summary>Time spent executing code, over all attempts.</summary>
    public TimeSpan TotalRunTime => History.TotalRunTime;

    internal abstract RunReference Reference { get; }

    private DateTimeOffset Created => new(_createdTicks, TimeSpan.Zero);

    /// <summary>The states; a run begins as pending at the moment that it is made.</summary>
    internal StateHistory History
    {
        get
        {
            if (_history is { } history)
            {
                return history;
            }

            Interlocked.CompareExchange(ref _history, StateHistory.Begin(Pending()), null);
            return _history;
        }
    }

    /// <summary>Gives the states up to one of them.</summary>
    internal State[] StatesOf(StateHistory history) => history.ToArray(Pending);

    /// <summary>
    /// Enters a state, and gives it as it was entered: one that is not later than the last is moved to a microsecond after it. Only
    /// the engine that executes the run does; others see it happen.
    /// </summary>
    internal State Enter(State state)
    {
        StateHistory? history = _history;
        DateTimeOffset last = history?.State.Timestamp ?? Created;
        State entered = state.Timestamp > last ? state : state.At(last.AddMicroseconds(1));
        entered.EnterBy(Reference);
        _history = history?.Add(entered) ?? StateHistory.BeginSecond(entered);
        return entered;
    }

    /// <summary>Puts back the states of a run that was read from a store.</summary>
    internal void Restore(IEnumerable<State> states)
    {
        StateHistory? history = null;
        foreach (State state in states)
        {
            state.EnterBy(Reference);
            history = history?.Add(state) ?? StateHistory.Begin(state);
        }

        _history = history;
    }

    private State Pending()
    {
        if (_pending is { } known)
        {
            return known;
        }

        State pending = new(StateType.Pending, null, null, Created);
        pending.EnterBy(Reference);
        return Interlocked.CompareExchange(ref _pending, pending, null) ?? pending;
    }

    private protected abstract string DefaultName();
}
