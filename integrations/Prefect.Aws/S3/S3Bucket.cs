using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>A bucket in Amazon S3, or in any store that speaks its protocol.</summary>
/// <remarks>
/// Reading, writing, copying and moving take a path that begins with the bucket's folder as it is and put the folder before any other.
/// Listing, downloading and uploading always put the folder before the path.
/// </remarks>
/// <example>
/// <code>
/// S3Bucket landing = await S3Bucket.LoadAsync("landing");
/// await landing.DownloadFolderToPathAsync("2026-11-20", "data");
/// </code>
/// </example>
[Block(
    "S3 Bucket",
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/d74b16fe84ce626345adf235a47008fea2869a60-225x225.png",
    Documentation = "https://docs.prefect.io/integrations/prefect-aws")]
public sealed partial record S3Bucket : Block, IObjectStorage, IWritableFileSystem, IDeploymentStorage, ICheckable
{
    private S3TransferOptions _transfer = S3TransferOptions.Default;

    /// <summary>Name of the bucket.</summary>
    public required string BucketName { get; init; }

    /// <summary>How to sign in.</summary>
    [BlockUnion(typeof(MinIOCredentials), typeof(AwsCredentials))]
    public IS3Credentials Credentials { get; init; } = new AwsCredentials();

    /// <summary>Folder inside the bucket that paths are relative to.</summary>
    public string BucketFolder { get; init; } = "";

    /// <summary>The same as <see cref="BucketFolder"/>, by the name that file systems have for it.</summary>
    public string Basepath => BucketFolder;

    /// <summary>How objects are moved. It is no part of the document.</summary>
    public S3TransferOptions Transfer => _transfer;

    /// <summary>Gives the same bucket with other ways to move objects.</summary>
    /// <param name="options">The ways.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public S3Bucket WithTransfer(S3TransferOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return this with { _transfer = options };
    }

    /// <summary>Signs in and finds the bucket.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default) =>
        AwsCheck.BucketAsync(() => Connect().Client, BucketName, cancellationToken);

    /// <exception cref="AwsConfigurationException">The bucket has no name or no credentials, or those contradict themselves.</exception>
    internal S3Connection Connect()
    {
        if (string.IsNullOrWhiteSpace(BucketName))
        {
            throw new AwsConfigurationException("bucket_name", "The S3 bucket has no bucket_name.");
        }

        return Credentials is null
            ? throw new AwsConfigurationException("credentials", $"The S3 bucket '{BucketName}' has no credentials.")
            : new S3Connection(Credentials.GetClient(), BucketName, _transfer, Logger);
    }
}
