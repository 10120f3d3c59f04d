using System.Text.Json.Nodes;
using Amazon.S3;
using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>Steps of a deployment that push a project's files to a bucket and pull them from it.</summary>
[SyncTwins]
public static partial class S3Steps
{
    /// <summary>Copies a local folder to a folder of a bucket.</summary>
    /// <param name="bucket">Name of the bucket.</param>
    /// <param name="folder">Folder in the bucket.</param>
    /// <param name="credentials">How to sign in. Default: as the machine says.</param>
    /// <param name="clientParameters">How the client is set up. Default: as the credentials say.</param>
    /// <param name="ignoreFile">A file of patterns in the local folder, as in <c>.gitignore</c>, of what is left out; it need not be there.</param>
    /// <param name="localFolder">Local folder. Default: the current one.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The bucket's name is null or empty, or the folder null.</exception>
    /// <exception cref="IOException">A local file cannot be read.</exception>
    /// <exception cref="AwsException">The bucket may not be written, or the store could not be reached.</exception>
    public static async Task<S3PushResult> PushToS3Async(
        string bucket,
        string folder,
        IS3Credentials? credentials = null,
        AwsClientParameters? clientParameters = null,
        string? ignoreFile = ".prefectignore",
        string? localFolder = null,
        CancellationToken cancellationToken = default)
    {
        S3Bucket target = Open(bucket, folder, credentials, clientParameters);
        string from = new LocalFolder(localFolder).FullPath;
        string? rules = string.IsNullOrEmpty(ignoreFile) ? null : Path.GetFullPath(ignoreFile, from);
        await target.PutDirectoryAsync(from, folder, File.Exists(rules) ? rules : null, cancellationToken).ConfigureAwait(false);
        return new S3PushResult(bucket, folder);
    }

    /// <summary>Copies a folder of a bucket to a local one.</summary>
    /// <param name="bucket">Name of the bucket.</param>
    /// <param name="folder">Folder in the bucket; others whose names begin alike are left alone.</param>
    /// <param name="credentials">How to sign in. Default: as the machine says.</param>
    /// <param name="clientParameters">How the client is set up. Default: as the credentials say.</param>
    /// <param name="localFolder">Local folder. Default: the current one.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The bucket's name is null or empty, or the folder null.</exception>
    /// <exception cref="UnsafePathException">A key leads out of the local folder.</exception>
    /// <exception cref="AwsException">The bucket may not be read, or the store could not be reached.</exception>
    public static async Task<S3PullResult> PullFromS3Async(
        string bucket,
        string folder,
        IS3Credentials? credentials = null,
        AwsClientParameters? clientParameters = null,
        string? localFolder = null,
        CancellationToken cancellationToken = default)
    {
        S3Bucket source = Open(bucket, folder, credentials, clientParameters);
        string to = new LocalFolder(localFolder).FullPath;
        await source.GetDirectoryAsync(folder, to, cancellationToken).ConfigureAwait(false);
        return new S3PullResult(bucket, folder, to);
    }

    /// <summary>Gives a client of Amazon S3 for credentials as a deployment's steps have them. It is shared: thread-safe, and not to be disposed.</summary>
    /// <param name="credentials">Fields of AWS or MinIO credentials, by their names in documents. Default: as the machine says.</param>
    /// <param name="clientParameters">How the client is set up, by the names in documents; also <c>region_name</c>.</param>
    /// <exception cref="BlockValidationException">A field is missing or has another type than it should.</exception>
    /// <exception cref="AwsConfigurationException">The fields contradict each other, or one has a value that cannot be used.</exception>
    public static IAmazonS3 GetS3Client(JsonObject? credentials = null, JsonObject? clientParameters = null) =>
        GetS3Credentials(credentials, clientParameters).GetClient();

    /// <summary>Gives the credentials that a deployment's steps mean: those of MinIO when they name its user, otherwise those of AWS.</summary>
    /// <param name="credentials">Fields of AWS or MinIO credentials, by their names in documents. Default: as the machine says.</param>
    /// <param name="clientParameters">
    /// How clients are set up, by the names in documents; each replaces what the credentials say of it. <c>region_name</c> counts where the
    /// credentials say none.
    /// </param>
    /// <exception cref="BlockValidationException">A field is missing or has another type than it should.</exception>
    public static IS3Credentials GetS3Credentials(JsonObject? credentials = null, JsonObject? clientParameters = null) =>
        S3StepCredentials.Read(credentials, clientParameters);

    private static S3Bucket Open(string bucket, string folder, IS3Credentials? credentials, AwsClientParameters? parameters)
    {
        ArgumentException.ThrowIfNullOrEmpty(bucket);
        ArgumentNullException.ThrowIfNull(folder);
        credentials ??= new AwsCredentials();
        return new S3Bucket { BucketName = bucket, Credentials = parameters is null ? credentials : S3StepCredentials.With(credentials, parameters) };
    }
}
