using Amazon.Runtime;
using Amazon.S3;
using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>Signs in to MinIO, or to another store that speaks the protocol of Amazon S3.</summary>
/// <example>
/// <code>
/// MinIOCredentials credentials = new()
/// {
///     MinioRootUser = "operator",
///     MinioRootPassword = "env:MINIO_PASSWORD",
///     AwsClientParameters = new() { EndpointUrl = "http://localhost:9000" },
/// };
/// await credentials.SaveAsync("warehouse");
/// </code>
/// </example>
[Block(
    "MinIO Credentials",
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/676cb17bcbdff601f97e0a02ff8bcb480e91ff40-250x250.png",
    Documentation = "https://docs.prefect.io/integrations/prefect-aws")]
public sealed partial record MinIOCredentials : Block, IS3Credentials, ICheckable
{
    /// <summary>Name of the user, or id of an access key.</summary>
    public required string MinioRootUser { get; init; }

    /// <summary>Password of the user, or secret part of the access key.</summary>
    public required SecretString MinioRootPassword { get; init; }

    /// <summary>Region that requests are signed for. Default: us-east-1, which is MinIO's own default.</summary>
    public string? RegionName { get; init; }

    /// <summary>How clients are set up; <c>endpoint_url</c> says where the store is.</summary>
    public AwsClientParameters AwsClientParameters { get; init; } = new();

    /// <inheritdoc/>
    /// <exception cref="AwsConfigurationException">A property has a value that cannot be used.</exception>
    public IAmazonS3 GetClient() => GetS3Client();

    /// <summary>Gives a client of the store. It is shared: thread-safe, and not to be disposed.</summary>
    /// <exception cref="AwsConfigurationException">A property has a value that cannot be used.</exception>
    public IAmazonS3 GetS3Client() => AwsClients.S3.Get(this, "s3", () => AwsClients.BuildS3(Session(), AwsClientParameters, RegionName, Logger));

    /// <summary>Signs in, and lists the buckets.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default) =>
        AwsCheck.ListBucketsAsync(GetS3Client, cancellationToken);

    private AwsSession Session()
    {
        return string.IsNullOrEmpty(MinioRootUser) || MinioRootPassword.IsEmpty
            ? throw new AwsConfigurationException("minio_root_user", "minio_root_user and minio_root_password must both be set.")
            : new AwsSession(new BasicAWSCredentials(MinioRootUser, MinioRootPassword.Reveal()), null);
    }
}
