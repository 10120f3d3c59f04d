namespace Prefect.Flows;

/// <summary>Makes states of exceptions.</summary>
internal static class Failures
{
    /// <summary>The state of a run whose body threw.</summary>
    public static State Of(Exception exception, string what)
    {
        string message = $"{what} encountered an exception: {exception.GetType().Name}: {exception.Message}";
        return exception switch
        {
            TimeoutException => State.TimedOut(message, exception),
            ThreadInterruptedException or ThreadAbortException => State.Crashed($"{what} was ended by its thread being interrupted.", exception),
            _ => State.Failed(message, exception),
        };
    }

    /// <summary>The state of a run that was ended from outside.</summary>
    public static State Cancelled(RunCancellation? cancellation, string what, Exception? exception) => cancellation switch
    {
        { IsRequested: true } => State.Cancelled($"{what} was cancelled on request.", exception),
        { Reason: { } reason } => State.Crashed($"{what} was ended by {reason}.", exception),
        _ => State.Crashed($"{what} was cancelled by the runtime environment.", exception),
    };

    /// <summary>The state of a run whose body was left because its flow run is to go on later, in another process.</summary>
    public static State Interrupted(FlowInterruptedException interruption, string what) =>
        State.Crashed($"{what} was ended: its flow run is {interruption.State.Name.ToLowerInvariant()}, and calls the task again when it goes on.", interruption);

    /// <summary>The state of a run that cannot begin because one that it depends on did not end well.</summary>
    public static State NotReady(Dependency dependency, State upstream)
    {
        string message =
            $"Upstream task run '{dependency.Future.TaskRunId}', given as '{dependency.Parameter}', ended in the state {upstream}, not in a completed one.";
        UpstreamTaskException exception = new(message, StateFailures.OfOrNull(upstream));
        return new State(StateType.Pending, StateNames.NotReady, message, FlowClock.Now, data: exception);
    }

    /// <summary>The state of a run whose time was over.</summary>
    public static State TimedOut(TimeSpan timeout, string what)
    {
        string message = $"{what} exceeded its timeout of {timeout.TotalSeconds:0.###} seconds.";
        return State.TimedOut(message, new TimeoutException(message));
    }
}
