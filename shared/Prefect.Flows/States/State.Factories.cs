namespace Prefect.Flows;

public partial class State
{
    /// <summary>Makes a state of a run that will begin at some time.</summary>
    /// <param name="scheduledTime">When. Default: now.</param>
    /// <param name="message">Says more in words.</param>
    /// <param name="name">Name of the state. Default: <c>Scheduled</c>.</param>
    public static State Scheduled(DateTimeOffset? scheduledTime = null, string? message = null, string? name = null)
    {
        DateTimeOffset now = FlowClock.Now;
        return new State(StateType.Scheduled, name, message, now, new StateDetails { ScheduledTime = scheduledTime ?? now });
    }

    /// <summary>Makes a state of a run that will be repeated.</summary>
    /// <param name="scheduledTime">When. Default: now.</param>
    /// <param name="message">Says more in words.</param>
    public static State AwaitingRetry(DateTimeOffset? scheduledTime = null, string? message = null) =>
        Scheduled(scheduledTime, message, StateNames.AwaitingRetry);

    /// <summary>Makes a state of a run that waits for a concurrency slot.</summary>
    /// <param name="scheduledTime">When it asks again. Default: now.</param>
    /// <param name="message">Says more in words.</param>
    public static State AwaitingConcurrencySlot(DateTimeOffset? scheduledTime = null, string? message = null) =>
        Scheduled(scheduledTime, message, "AwaitingConcurrencySlot");

    /// <summary>Makes a state of a run that should have begun.</summary>
    /// <param name="scheduledTime">When it should have. Default: now.</param>
    /// <param name="message">Says more in words.</param>
    public static State Late(DateTimeOffset? scheduledTime = null, string? message = null) => Scheduled(scheduledTime, message, "Late");

    /// <summary>Makes a state of a suspended run that will go on.</summary>
    /// <param name="scheduledTime">When. Default: now.</param>
    /// <param name="message">Says more in words.</param>
    public static State Resuming(DateTimeOffset? scheduledTime = null, string? message = null) => Scheduled(scheduledTime, message, "Resuming");

    /// <summary>Makes a state of a run that has not begun.</summary>
    /// <param name="message">Says more in words.</param>
    /// <param name="name">Name of the state. Default: <c>Pending</c>.</param>
    public static State Pending(string? message = null, string? name = null) => new(StateType.Pending, name, message, FlowClock.Now);

    /// <summary>Makes a state of a run that cannot begin because what it needs did not end well.</summary>
    /// <param name="message">Says what it needs.</param>
    public static State NotReady(string? message = null) => Pending(message, StateNames.NotReady);

    /// <summary>Makes a state of a run that is handed to its infrastructure.</summary>
    /// <param name="message">Says more in words.</param>
    public static State Submitting(string? message = null) => Pending(message, "Submitting");

    /// <summary>Makes a state of a run whose infrastructure is being made.</summary>
    /// <param name="message">Says more in words.</param>
    public static State InfrastructurePending(string? message = null) => Pending(message, "InfrastructurePending");

    /// <summary>Makes a state of a run that executes its code.</summary>
    /// <param name="message">Says more in words.</param>
    /// <param name="name">Name of the state. Default: <c>Running</c>.</param>
    public static State Running(string? message = null, string? name = null) => new(StateType.Running, name, message, FlowClock.Now);

    /// <summary>Makes a state of a run that executes its code again.</summary>
    /// <param name="message">Says more in words.</param>
    public static State Retrying(string? message = null) => Running(message, StateNames.Retrying);

    /// <summary>Makes a state of a run that ended well, without a result.</summary>
    /// <param name="message">Says more in words.</param>
    /// <param name="name">Name of the state. Default: <c>Completed</c>.</param>
    public static State Completed(string? message = null, string? name = null) => new(StateType.Completed, name, message, FlowClock.Now);

    /// <summary>Makes a state of a run that ended well, with a result.</summary>
    /// <param name="result">The result.</param>
    /// <param name="message">Says more in words.</param>
    /// <param name="name">Name of the state. Default: <c>Completed</c>.</param>
    /// <typeparam name="T">Type of the result.</typeparam>
    public static State<T> CompletedWith<T>(T result, string? message = null, string? name = null) =>
        new(StateType.Completed, name, message, FlowClock.Now, result);

    /// <summary>Makes a state of a run that failed.</summary>
    /// <param name="message">Says why.</param>
    /// <param name="exception">What it failed with.</param>
    /// <param name="name">Name of the state. Default: <c>Failed</c>.</param>
    public static State Failed(string? message = null, Exception? exception = null, string? name = null) =>
        new(StateType.Failed, name, message, FlowClock.Now, data: exception);

    /// <summary>Makes a state of a run that took too long.</summary>
    /// <param name="message">Says how long.</param>
    /// <param name="exception">What it failed with.</param>
    public static State TimedOut(string? message = null, Exception? exception = null) => Failed(message, exception, StateNames.TimedOut);

    /// <summary>Makes a state of a run that was ended by what surrounds it.</summary>
    /// <param name="message">Says why.</param>
    /// <param name="exception">What it ended with.</param>
    public static State Crashed(string? message = null, Exception? exception = null) =>
        new(StateType.Crashed, null, message, FlowClock.Now, data: exception);

    /// <summary>Makes a state of a run that is asked to end.</summary>
    /// <param name="message">Says more in words.</param>
    public static State Cancelling(string? message = null) => new(StateType.Cancelling, null, message, FlowClock.Now);

    /// <summary>Makes a state of a run that was ended on request.</summary>
    /// <param name="message">Says more in words.</param>
    /// <param name="exception">What it ended with.</param>
    public static State Cancelled(string? message = null, Exception? exception = null) =>
        new(StateType.Cancelled, null, message, FlowClock.Now, data: exception);

    /// <summary>Makes a state of a run that waits for somebody to resume it.</summary>
    /// <param name="timeout">How long it waits at most.</param>
    /// <param name="expiration">Until when it waits at most, instead of <paramref name="timeout"/>.</param>
    /// <param name="key">Which pause of the run this is.</param>
    /// <param name="message">Says more in words.</param>
    /// <exception cref="ArgumentException">Both a timeout and an expiration are given.</exception>
    public static State Paused(TimeSpan? timeout = null, DateTimeOffset? expiration = null, string? key = null, string? message = null) =>
        Pause(null, timeout, expiration, key, message, reschedule: false);

    /// <summary>Makes a state of a run that left its process until somebody resumes it.</summary>
    /// <param name="timeout">How long it waits at most.</param>
    /// <param name="expiration">Until when it waits at most, instead of <paramref name="timeout"/>.</param>
    /// <param name="key">Which pause of the run this is.</param>
    /// <param name="message">Says more in words.</param>
    /// <exception cref="ArgumentException">Both a timeout and an expiration are given.</exception>
    public static State Suspended(TimeSpan? timeout = null, DateTimeOffset? expiration = null, string? key = null, string? message = null) =>
        Pause(StateNames.Suspended, timeout, expiration, key, message, reschedule: true);

    private static State Pause(string? name, TimeSpan? timeout, DateTimeOffset? expiration, string? key, string? message, bool reschedule)
    {
        if (timeout is not null && expiration is not null)
        {
            throw new ArgumentException("A pause ends after a time or at a time: give timeout or expiration, not both.", nameof(expiration));
        }

        DateTimeOffset now = FlowClock.Now;
        StateDetails details = new()
        {
            PauseTimeout = expiration ?? (timeout is { } length ? now + length : null),
            PauseKey = key,
            PauseReschedule = reschedule,
        };
        return new State(StateType.Paused, name, message, now, details);
    }
}
