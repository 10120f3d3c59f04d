namespace Prefect.Flows;

/// <summary>
/// The states of a run up to one of them, with what follows from them. It never changes, so that the run can be stored
/// while it goes on.
/// </summary>
internal sealed class StateHistory
{
    private readonly StateHistory? _previous;
    private readonly long _startTicks;
    private readonly long _runTicks;

    public StateHistory(State first)
        : this(null, first)
    {
    }

    private StateHistory(StateHistory? previous, State state)
    {
        _previous = previous;
        State = state;
        Count = (previous?.Count ?? 0) + 1;
        RunCount = (previous?.RunCount ?? 0) + (state.IsRunning ? 1 : 0);
        _startTicks = previous?._startTicks is { } start and > 0 ? start : state.IsRunning ? state.Timestamp.UtcTicks : 0;
        _runTicks = previous is null ? 0
            : previous._runTicks + (previous.State.IsRunning ? state.Timestamp.UtcTicks - previous.State.Timestamp.UtcTicks : 0);
    }

    public State State { get; }

    public int Count { get; }

    public int RunCount { get; }

    public DateTimeOffset? StartTime => _startTicks == 0 ? null : new DateTimeOffset(_startTicks, TimeSpan.Zero);

    public DateTimeOffset? EndTime => State.IsFinal ? State.Timestamp : null;

    public TimeSpan TotalRunTime => new(_runTicks);

    /// <summary>Adds a state; one that is not later than the last is moved to a microsecond after it.</summary>
    public StateHistory Add(State state) =>
        new(this, state.Timestamp > State.Timestamp ? state : state.At(State.Timestamp.AddMicroseconds(1)));

    /// <summary>The states from the first to this one.</summary>
    public State[] ToArray()
    {
        State[] states = new State[Count];
        int index = Count;
        for (StateHistory? step = this; step is not null; step = step._previous)
        {
            states[--index] = step.State;
        }

        return states;
    }
}
