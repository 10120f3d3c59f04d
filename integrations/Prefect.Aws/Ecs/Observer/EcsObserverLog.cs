using Microsoft.Extensions.Logging;

namespace Prefect.Aws;

/// <summary>What the observer logs.</summary>
internal static partial class EcsObserverLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The ECS observer is switched off by its settings.")]
    public static partial void Disabled(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "The ECS observer reads the queue '{Queue}' in the region '{Region}'.")]
    public static partial void Started(ILogger logger, string queue, string region);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "There is no queue '{Queue}' in the region '{Region}', so that the ECS observer ends: runs are started all the same, but their tasks' events do not "
            + "reach Prefect, and crashes are not noticed. Make the queue and the rule that fills it (prefect-aws ecs-worker deploy-events does), and set "
            + "PREFECT_INTEGRATIONS_AWS_ECS_OBSERVER_SQS_QUEUE_NAME and PREFECT_INTEGRATIONS_AWS_ECS_OBSERVER_SQS_QUEUE_REGION to it.")]
    public static partial void NoQueue(ILogger logger, string queue, string region);

    [LoggerMessage(Level = LogLevel.Error, Message = "The ECS observer broke off, and begins anew in {Delay} (attempt {Attempt} of {Attempts}). {Reason}")]
    public static partial void BrokeOff(ILogger logger, TimeSpan delay, int attempt, int attempts, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The ECS observer broke off {Failures} times, and ends: events of tasks do not reach Prefect any more, and crashes are not noticed. {Reason}")]
    public static partial void GaveUp(ILogger logger, int failures, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The ECS observer could not {Attempt}, and tries again. {Reason}")]
    public static partial void QueueFailed(ILogger logger, string attempt, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The message '{Message}' tells of no task of ECS and is deleted.")]
    public static partial void Foreign(ILogger logger, string? message);

    [LoggerMessage(Level = LogLevel.Error, Message = "The message '{Message}' is no event (at '{Path}') and is left in the queue, whose redrive policy says when it is set aside.")]
    public static partial void Unreadable(ILogger logger, string? message, string? path);

    [LoggerMessage(Level = LogLevel.Error, Message = "The message '{Message}' could not be handled, and comes again. {Reason}")]
    public static partial void NotHandled(ILogger logger, string? message, string reason, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not {Purpose} for the task '{Task}', which is {Status}; the message comes again. {Reason}")]
    public static partial void HandlerFailed(ILogger logger, string purpose, string task, string status, string reason, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The task '{Task}' is forgotten by the service, so that nobody knows what it was for: its event is passed over.")]
    public static partial void Forgotten(ILogger logger, string task);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The tag '{Tag}' of the task '{Task}' is no id of a flow run: '{Value}'.")]
    public static partial void NoFlowRun(ILogger logger, string task, string tag, string value);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The flow run '{FlowRun}' of the task '{Task}' is left alone: {Reason}")]
    public static partial void LeftAlone(ILogger logger, Guid flowRun, string task, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The flow run '{FlowRun}' of the task '{Task}' has crashed: {Reason}")]
    public static partial void Crashed(ILogger logger, Guid flowRun, string task, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is known about the crash of the flow run '{FlowRun}' could not be written to its log. {Reason}")]
    public static partial void NotExplained(ILogger logger, Guid flowRun, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The log of the task '{Task}' is not copied. {Reason}")]
    public static partial void NotCopied(ILogger logger, string task, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Deregistered the task definition '{Arn}'.")]
    public static partial void Deregistered(ILogger logger, string arn);
}
