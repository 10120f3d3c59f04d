using Microsoft.Extensions.Logging;

namespace Prefect.Aws;

/// <summary>What records log: the compiler writes such methods for classes alone.</summary>
internal static partial class AwsLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A path in verify is deprecated: use verify_cert_path.")]
    public static partial void PathInVerify(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "verify is false, so that certificates are not checked and verify_cert_path is ignored.")]
    public static partial void PathIgnored(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "The path '{Path}' begins with the bucket's folder '{Folder}' already, which is put before it once more.")]
    public static partial void FolderDoubled(ILogger logger, string path, string folder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The folder '{Folder}' holds no file: nothing was uploaded.")]
    public static partial void NothingToUpload(ILogger logger, string folder);
}
