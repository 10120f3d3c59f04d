namespace Prefect.Flows;

/// <summary>Finds the exception in a state that is not well.</summary>
internal static class StateFailures
{
    /// <summary>Gives the exception that a failed, crashed or cancelled state stands for.</summary>
    /// <exception cref="ArgumentException">The state is none of these.</exception>
    public static Exception Of(State state)
    {
        if (state.Type is not (StateType.Failed or StateType.Crashed or StateType.Cancelled))
        {
            throw new ArgumentException($"The state {state} is no failure.", nameof(state));
        }

        return state.Data switch
        {
            null => Wrap(state.Type, state.Message ?? Default(state.Type)),
            Exception exception => exception,
            string text => Wrap(state.Type, text),
            State inner => Of(inner),
            IEnumerable<State> states => OfFirst(states),
            { } other => throw new ArgumentException(
                $"The state {state} holds a {other.GetType().Name}, which tells no failure. Give failed states an exception.", nameof(state)),
        };
    }

    /// <summary>Gives the exception of a state, or null for one that is no failure.</summary>
    public static Exception? OfOrNull(State state) =>
        state.Type is StateType.Failed or StateType.Crashed or StateType.Cancelled ? Of(state) : null;

    private static Exception OfFirst(IEnumerable<State> states)
    {
        State? first = states.FirstOrDefault(state => state.Type is StateType.Failed or StateType.Crashed or StateType.Cancelled);
        return first is null ? throw new ArgumentException("None of the states is a failure.", nameof(states)) : Of(first);
    }

    private static FlowException Wrap(StateType type, string message) => type switch
    {
        StateType.Crashed => new CrashedRunException(message),
        StateType.Cancelled => new CancelledRunException(message),
        _ => new FailedRunException(message),
    };

    private static string Default(StateType type) => type switch
    {
        StateType.Crashed => "The run crashed.",
        StateType.Cancelled => "The run was cancelled.",
        _ => "The run failed.",
    };
}
