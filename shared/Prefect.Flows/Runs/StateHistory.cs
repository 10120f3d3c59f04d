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

    private StateHistory(StateHistory? previous, State state, int count)
    {
        _previous = previous;
        State = state;
        Count = count;
        RunCount = (previous?.RunCount ?? 0) + (state.IsRunning && !HasPaused(previous) ? 1 : 0);
        _startTicks = previous?._startTicks is { } start and > 0 ? start : state.IsRunning ? state.Timestamp.UtcTicks : 0;
        _runTicks = previous is { State.IsRunning: true }
            ? previous._runTicks + (state.Timestamp.UtcTicks - previous.State.Timestamp.UtcTicks)
            : previous?._runTicks ?? 0;
    }

    public State State { get; }

    public int Count { get; }

    public int RunCount { get; }

    public DateTimeOffset? StartTime => _startTicks == 0 ? null : new DateTimeOffset(_startTicks, TimeSpan.Zero);

    public DateTimeOffset? EndTime => State.IsFinal ? State.Timestamp : null;

    public TimeSpan TotalRunTime => new(_runTicks);

    /// <summary>Begins with a state.</summary>
    public static StateHistory Begin(State first) => new(null, first, 1);

    /// <summary>Begins with the second state: the first, a pending one, is only made if somebody asks for it.</summary>
    public static StateHistory BeginSecond(State second) => new(null, second, 2);

    /// <summary>Adds a state.</summary>
    public StateHistory Add(State state) => new(this, state, Count + 1);

    /// <summary>The states from the first to this one.</summary>
    /// <param name="pending">Gives the first, where it was left out.</param>
    public State[] ToArray(Func<State> pending)
    {
        State[] states = new State[Count];
        int index = Count;
        for (StateHistory? step = this; step is not null; step = step._previous)
        {
            states[--index] = step.State;
        }

        if (index > 0)
        {
            states[0] = pending();
        }

        return states;
    }

    /// <summary>Whether the run was paused since it ran last: that it goes on is no new attempt.</summary>
    private static bool HasPaused(StateHistory? history)
    {
        for (; history is { State.IsRunning: false }; history = history._previous)
        {
            if (history.State.IsPaused)
            {
                return true;
            }
        }

        return false;
    }
}
