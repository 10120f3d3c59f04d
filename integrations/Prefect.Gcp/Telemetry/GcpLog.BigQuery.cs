using Microsoft.Extensions.Logging;

namespace Prefect.Gcp;

/// <summary>What BigQuery's part logs.</summary>
internal static partial class GcpLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The job '{JobId}' could not be cancelled and may go on. {Reason}")]
    public static partial void JobNotCancelled(ILogger logger, string jobId, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The upload for the job '{JobId}' broke off at byte {Position} of {Length} and goes on. {Reason}")]
    public static partial void UploadResuming(ILogger logger, string jobId, long position, long length, string reason);
}
