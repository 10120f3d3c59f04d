namespace Prefect.Flows;

/// <summary>
/// The states of a run up to one of them, with what follows from them. It never changes, so that the run can be stored
/// while it goes on.
/// </summary>
internal sealed class StateHistory
{
    public static readonly StateHistory Empty = new();

    private StateHistory()
    {
        State = null!;
    }

    private StateHistory(StateHistory previous, State state)
    {
        Previous = previous.Count == 0 ? null : previous;
        State = state;
        Count = previous.Count + 1;
        RunCount = previous.RunCount + (state.IsRunning ? 1 : 0);
        StartTime = previous.StartTime ?? (state.IsRunning ? state.Timestamp : null);
        EndTime = state.IsFinal ? state.Timestamp : null;
        TotalRunTime = previous.Count > 0 && previous.State.IsRunning
            ? previous.TotalRunTime + (state.Timestamp - previous.State.Timestamp)
            : previous.TotalRunTime;
    }

    public StateHistory? Previous { get; }

    public State State { get; }

    public int Count { get; }

    public int RunCount { get; }

    public DateTimeOffset? StartTime { get; }

    public DateTimeOffset? EndTime { get; }

    public TimeSpan TotalRunTime { get; }

    /// <summary>Adds a state; one that is not later than the last is moved to a microsecond after it.</summary>
    public StateHistory Add(State state)
    {
        if (Count > 0 && state.Timestamp <= State.Timestamp)
        {
            state = state.At(State.Timestamp.AddMicroseconds(1));
        }

        return new StateHistory(this, state);
    }

    /// <summary>The states from the first to this one.</summary>
    public State[] ToArray()
    {
        State[] states = new State[Count];
        int index = Count;
        for (StateHistory? step = Count == 0 ? null : this; step is not null; step = step.Previous)
        {
            states[--index] = step.State;
        }

        return states;
    }
}
