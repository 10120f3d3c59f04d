using Prefect.Blocks;
using Prefect.Flows;

namespace Prefect.Aws;

/// <summary>
/// Work on single objects by bucket and key, for flows that need no <see cref="S3Bucket"/> block: as methods, and as tasks to be run,
/// submitted or mapped.
/// </summary>
[SyncTwins]
public static partial class S3Tasks
{
    /// <summary>Downloads an object to memory.</summary>
    /// <param name="bucket">Name of the bucket.</param>
    /// <param name="key">Key of the object.</param>
    /// <param name="awsCredentials">How to sign in.</param>
    /// <param name="awsClientParameters">How the client is set up. Default: as the credentials say.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">An argument is null or empty.</exception>
    /// <exception cref="AwsException">The object is not there or may not be read, or the store could not be reached.</exception>
    [FlowTask]
    public static Task<byte[]> DownloadFromBucketAsync(
        string bucket,
        string key,
        AwsCredentials awsCredentials,
        AwsClientParameters? awsClientParameters = null,
        CancellationToken cancellationToken = default) =>
        Open(bucket, awsCredentials, awsClientParameters).ReadPathAsync(key, cancellationToken);

    /// <summary>Uploads an object from memory.</summary>
    /// <param name="data">The content.</param>
    /// <param name="bucket">Name of the bucket.</param>
    /// <param name="awsCredentials">How to sign in.</param>
    /// <param name="awsClientParameters">How the client is set up. Default: as the credentials say.</param>
    /// <param name="key">Key of the object. Default: a new UUID.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Key of the object.</returns>
    /// <exception cref="ArgumentException">An argument is null or empty.</exception>
    /// <exception cref="AwsException">The object may not be written, or the store could not be reached.</exception>
    [FlowTask]
    public static Task<string> UploadToBucketAsync(
        ReadOnlyMemory<byte> data,
        string bucket,
        AwsCredentials awsCredentials,
        AwsClientParameters? awsClientParameters = null,
        string? key = null,
        CancellationToken cancellationToken = default) =>
        Open(bucket, awsCredentials, awsClientParameters).WritePathAsync(key ?? Guid.NewGuid().ToString(), data, cancellationToken);

    /// <summary>Copies an object inside the store.</summary>
    /// <param name="sourcePath">Key of the object.</param>
    /// <param name="targetPath">Key of the copy.</param>
    /// <param name="sourceBucketName">Name of the bucket.</param>
    /// <param name="awsCredentials">How to sign in.</param>
    /// <param name="targetBucketName">Name of the target bucket. Default: the same bucket.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Key of the copy.</returns>
    /// <exception cref="ArgumentException">An argument is null or empty.</exception>
    /// <exception cref="AwsException">The object is not there or may not be copied, or the store could not be reached.</exception>
    [FlowTask]
    public static Task<string> CopyObjectsAsync(
        string sourcePath,
        string targetPath,
        string sourceBucketName,
        AwsCredentials awsCredentials,
        string? targetBucketName = null,
        CancellationToken cancellationToken = default) =>
        Open(sourceBucketName, awsCredentials, null)
            .CopyObjectAsync(sourcePath, targetPath, targetBucketName ?? sourceBucketName, cancellationToken);

    /// <summary>Moves an object inside the store. When the copy fails, it stays where it is.</summary>
    /// <param name="sourcePath">Key of the object.</param>
    /// <param name="targetPath">New key.</param>
    /// <param name="sourceBucketName">Name of the bucket.</param>
    /// <param name="awsCredentials">How to sign in.</param>
    /// <param name="targetBucketName">Name of the target bucket. Default: the same bucket.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>New key of the object.</returns>
    /// <exception cref="ArgumentException">An argument is null or empty, or the object would be moved to where it is.</exception>
    /// <exception cref="AwsException">The object is not there or may not be moved, or the store could not be reached.</exception>
    [FlowTask]
    public static Task<string> MoveObjectsAsync(
        string sourcePath,
        string targetPath,
        string sourceBucketName,
        AwsCredentials awsCredentials,
        string? targetBucketName = null,
        CancellationToken cancellationToken = default) =>
        Open(sourceBucketName, awsCredentials, null)
            .MoveObjectAsync(sourcePath, targetPath, targetBucketName ?? sourceBucketName, cancellationToken);

    /// <summary>Lists objects; <see cref="S3Bucket.ListObjectsAsync"/> gives them one by one instead.</summary>
    /// <param name="bucket">Name of the bucket.</param>
    /// <param name="awsCredentials">How to sign in.</param>
    /// <param name="awsClientParameters">How the client is set up. Default: as the credentials say.</param>
    /// <param name="prefix">What keys begin with.</param>
    /// <param name="delimiter">With <c>/</c>, only objects on this level are listed.</param>
    /// <param name="pageSize">How many objects are asked for at a time, 1 to 1000. Default: the store's own.</param>
    /// <param name="maxItems">How many objects are taken in all, before the query. Default: all.</param>
    /// <param name="jmespathQuery">A JMESPath query on each page that yields objects of it.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">An argument is null, empty or out of its range, or the query is none.</exception>
    /// <exception cref="AwsException">The bucket may not be listed, or the store could not be reached.</exception>
    [FlowTask]
    public static async Task<IReadOnlyList<S3ObjectInfo>> ListObjectsAsync(
        string bucket,
        AwsCredentials awsCredentials,
        AwsClientParameters? awsClientParameters = null,
        string prefix = "",
        string delimiter = "",
        int? pageSize = null,
        int? maxItems = null,
        string? jmespathQuery = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        S3ListRequest request = S3ListRequest.Create(prefix, delimiter, pageSize, maxItems, jmespathQuery);
        List<S3ObjectInfo> objects = [];
        await foreach (S3ObjectInfo item in S3Lister.ListAsync(Open(bucket, awsCredentials, awsClientParameters).Connect(), request, cancellationToken)
            .ConfigureAwait(false))
        {
            objects.Add(item);
        }

        return objects;
    }

    private static S3Bucket Open(string bucket, AwsCredentials credentials, AwsClientParameters? parameters)
    {
        ArgumentException.ThrowIfNullOrEmpty(bucket);
        ArgumentNullException.ThrowIfNull(credentials);
        return new S3Bucket
        {
            BucketName = bucket,
            Credentials = parameters is null ? credentials : credentials with { AwsClientParameters = parameters },
        };
    }
}
