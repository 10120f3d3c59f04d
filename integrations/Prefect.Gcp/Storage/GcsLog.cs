using Microsoft.Extensions.Logging;

namespace Prefect.Gcp;

/// <summary>What buckets log: the compiler writes such methods for classes alone.</summary>
internal static partial class GcsLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The {Transfer} of '{Object}' broke off at byte {Position} of {Length} and goes on in {Pause:0} ms. {Reason}")]
    public static partial void Resuming(ILogger logger, string transfer, string @object, long position, long? length, double pause, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The upload of '{Object}' was forgotten by the service at byte {Position} and begins anew.")]
    public static partial void Restarting(ILogger logger, string @object, long position);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The folder '{Folder}' holds no file: nothing was uploaded.")]
    public static partial void NothingToUpload(ILogger logger, string folder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The folder 'gs://{Bucket}/{Folder}' holds no object: nothing was downloaded.")]
    public static partial void NothingToDownload(ILogger logger, string bucket, string folder);
}
