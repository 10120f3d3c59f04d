using Microsoft.Extensions.Logging;

namespace Prefect.Gcp;

/// <summary>What running jobs logs.</summary>
internal static partial class GcpLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Creating the Cloud Run job '{Job}' with {What}.")]
    public static partial void CreatingJob(ILogger logger, string job, string what);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Attempt {Number} to {Attempt} '{Job}' failed and is repeated: {Reason}")]
    public static partial void JobRetried(ILogger logger, int number, string attempt, string job, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The Cloud Run job '{Job}' is not ready yet: {Condition}.")]
    public static partial void JobNotReady(ILogger logger, string job, string condition);

    [LoggerMessage(Level = LogLevel.Information, Message = "Started the execution '{Execution}' of the Cloud Run job '{Job}'.")]
    public static partial void JobStarted(ILogger logger, string job, string execution);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Starting the Cloud Run job '{Job}' failed, but the execution '{Execution}' was started by it and is taken up: {Reason}")]
    public static partial void ExecutionAdopted(ILogger logger, string job, string execution, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Starting the Cloud Run job '{Job}' failed, and whether an execution was started cannot be found out; it is not tried again: {Reason}")]
    public static partial void ExecutionUnknown(ILogger logger, string job, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The execution of the Cloud Run job '{Job}' was deleted before it had ended, most likely because the run was cancelled.")]
    public static partial void ExecutionVanished(ILogger logger, string job);

    [LoggerMessage(Level = LogLevel.Information, Message = "The Cloud Run job '{Job}' succeeded.")]
    public static partial void JobSucceeded(ILogger logger, string job);

    [LoggerMessage(Level = LogLevel.Error, Message = "The Cloud Run job '{Job}' failed: {Reason}")]
    public static partial void JobFailed(ILogger logger, string job, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Deleted the Cloud Run job '{Job}'.")]
    public static partial void JobDeleted(ILogger logger, string job);

    [LoggerMessage(Level = LogLevel.Information, Message = "Cancelled '{Job}'.")]
    public static partial void JobCancelled(ILogger logger, string job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "'{Job}' could not be ended or deleted, and may cost money until somebody does: {Reason}")]
    public static partial void JobLeftBehind(ILogger logger, string job, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The variable {Name} is passed in the open, and whoever may see the job sees its value: better set {Setting}, or env_from_secrets.")]
    public static partial void PlainCredential(ILogger logger, string name, string setting);

    [LoggerMessage(Level = LogLevel.Information, Message = "Created the Vertex AI job '{Job}' as '{Name}'.")]
    public static partial void CustomJobCreated(ILogger logger, string job, string name);

    [LoggerMessage(Level = LogLevel.Error, Message = "The Vertex AI job '{Job}' failed: {Reason}")]
    public static partial void CustomJobFailed(ILogger logger, string job, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The Vertex AI job '{Name}' was created although '{Other}' is there for the same key; it is cancelled.")]
    public static partial void CustomJobDoubled(ILogger logger, string name, string other);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether another process has created the Vertex AI job '{Job}' as well cannot be found out: {Reason}")]
    public static partial void OtherJobsUnknown(ILogger logger, string job, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Creating the Vertex AI job '{Job}' failed, but it is there and is taken up: {Reason}")]
    public static partial void CustomJobAdopted(ILogger logger, string job, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Creating the Vertex AI job '{Job}' failed, and whether it is there cannot be found out; it is not tried again: {Reason}")]
    public static partial void CustomJobUnknown(ILogger logger, string job, string reason);
}
