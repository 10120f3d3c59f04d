namespace Prefect.Testing;

/// <summary>
/// S3 by s3rver, quick to start and content with the SDK's defaults; the data is in files that end with the server. Buckets
/// are addressed by path. Sign in with <see cref="AccessKey"/>; signatures and checksums are not verified.
/// </summary>
public sealed class S3rverServer : EmulatorServer
{
    /// <summary>The one access key that the server knows.</summary>
    public const string AccessKey = "S3RVER";

    /// <summary>A secret to use with <see cref="AccessKey"/>; any other does as well.</summary>
    public const string SecretKey = "S3RVER";

    /// <summary>Prepares the emulator where the install script puts it.</summary>
    public S3rverServer()
        : base(new EmulatorInstallation("s3rver"))
    {
    }
}
