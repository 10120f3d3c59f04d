using Microsoft.Extensions.Logging;

namespace Prefect.Flows;

/// <summary>What the engine writes into the logs of runs.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(1, LogLevel.Information, "Beginning flow run '{RunName}' for flow '{FlowName}'")]
    public static partial void FlowBegins(ILogger logger, string runName, string flowName);

    [LoggerMessage(2, LogLevel.Information, "Beginning subflow run '{RunName}' for flow '{FlowName}'")]
    public static partial void SubflowBegins(ILogger logger, string runName, string flowName);

    [LoggerMessage(3, LogLevel.Information, "Finished in state {State}")]
    public static partial void Completed(ILogger logger, State state);

    [LoggerMessage(4, LogLevel.Error, "Finished in state {State}")]
    public static partial void NotCompleted(ILogger logger, State state, Exception? exception);

    [LoggerMessage(5, LogLevel.Information, "Attempt failed: {Message} Retry {Attempt}/{Retries} will start {Delay} seconds from now")]
    public static partial void Retries(ILogger logger, string? message, int attempt, int retries, double delay);

    [LoggerMessage(6, LogLevel.Information, "Running hook '{Hook}' in response to entering the state")]
    public static partial void HookBegins(ILogger logger, string hook);

    [LoggerMessage(7, LogLevel.Information, "Hook '{Hook}' finished running successfully")]
    public static partial void HookEnds(ILogger logger, string hook);

    [LoggerMessage(8, LogLevel.Error, "Hook '{Hook}' threw; the run and the other hooks go on")]
    public static partial void HookFails(ILogger logger, string hook, Exception exception);

    [LoggerMessage(9, LogLevel.Error, "The retry condition of task '{Task}' threw; the run is not repeated")]
    public static partial void RetryConditionFails(ILogger logger, string task, Exception exception);

    [LoggerMessage(10, LogLevel.Warning, "The body goes on after its time is over; what it gives is dropped. Pass the cancellation token on in it, so that it can end")]
    public static partial void BodyGoesOn(ILogger logger);

    [LoggerMessage(11, LogLevel.Information, "Reusing the result of the subflow run '{RunName}' that had completed before the retry")]
    public static partial void SubflowReused(ILogger logger, string runName);

    [LoggerMessage(12, LogLevel.Error, "The run may not go on here: {Reason}")]
    public static partial void Aborted(ILogger logger, string? reason);

    [LoggerMessage(13, LogLevel.Warning, "The result could not be kept; the run goes on without")]
    public static partial void ResultNotKept(ILogger logger, Exception exception);

    [LoggerMessage(15, LogLevel.Error, "Code that listens to the run's cancellation token threw; the run is ended all the same")]
    public static partial void CancellationCallbackFails(ILogger logger, Exception exception);

    [LoggerMessage(16, LogLevel.Error, "A callback for the end of the task run '{TaskRunId}' threw; the run and the other callbacks go on")]
    public static partial void CallbackFails(ILogger logger, Guid taskRunId, Exception exception);

    [LoggerMessage(14, LogLevel.Warning, "The flow ended while {Count} submitted task runs had not begun; they were cancelled. Await their futures in the flow")]
    public static partial void FuturesLeft(ILogger logger, int count);
}
