using Microsoft.Extensions.Logging;

namespace Prefect.Azure;

/// <summary>What records log: the compiler writes such methods for classes alone.</summary>
internal static partial class AzureLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The download of '{Container}/{Blob}' broke off at byte {Position} of {Length} and goes on in {Pause:0} ms. {Reason}")]
    public static partial void Resuming(ILogger logger, string container, string blob, long position, long length, double pause, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The folder '{Folder}' holds no file: nothing was uploaded.")]
    public static partial void NothingToUpload(ILogger logger, string folder);
}
