using Prefect.Blocks;
using Prefect.Flows;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>
/// Work on single objects by bucket and name, for flows that need no <see cref="GcsBucket"/> block: as methods, and as tasks to be run,
/// submitted or mapped. Each looks first whether the bucket is there.
/// </summary>
[SyncTwins]
public static partial class CloudStorageTasks
{
    /// <summary>Makes a bucket.</summary>
    /// <param name="bucket">Name of the bucket.</param>
    /// <param name="gcpCredentials">How to sign in.</param>
    /// <param name="project">Project that it will belong to. Default: that of the credentials.</param>
    /// <param name="location">Where it is, such as <c>EU</c> or <c>europe-west1</c>. Default: the service's own, <c>US</c>.</param>
    /// <param name="settings">What is set on it.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Name of the bucket.</returns>
    /// <exception cref="ArgumentException">An argument is null or empty, the name none that a bucket can have, or nothing says which project.</exception>
    /// <exception cref="GcpException">A bucket of this name is there, or it may not be made, or the service could not be reached.</exception>
    [FlowTask]
    public static async Task<string> CloudStorageCreateBucketAsync(
        string bucket,
        GcpCredentials gcpCredentials,
        string? project = null,
        string? location = null,
        GcsBucketSettings? settings = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(gcpCredentials);
        GcsBucket target = Open(bucket, project is null ? gcpCredentials : gcpCredentials with { Project = project }, GcsTransferOptions.Default);
        return (await target.CreateBucketAsync(location, settings, cancellationToken).ConfigureAwait(false)).Name;
    }

    /// <summary>Downloads an object to memory.</summary>
    /// <param name="bucket">Name of the bucket.</param>
    /// <param name="blob">Name of the object.</param>
    /// <param name="gcpCredentials">How to sign in.</param>
    /// <param name="chunkSize">Bytes that are asked for at once, a multiple of 256 KiB. Default: 4 MiB.</param>
    /// <param name="encryptionKey">Key of 32 bytes that the object was written with. Default: the service's own.</param>
    /// <param name="timeout">How long there may be no answer or no byte. Default: 60 seconds.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">An argument is null, empty or out of its range.</exception>
    /// <exception cref="GcpException">The bucket or the object is not there or may not be read, or the service could not be reached.</exception>
    [FlowTask]
    public static async Task<byte[]> CloudStorageDownloadBlobAsBytesAsync(
        string bucket,
        string blob,
        GcpCredentials gcpCredentials,
        int? chunkSize = null,
        SecretBytes? encryptionKey = null,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        GcsConnection connection = await FindAsync(bucket, blob, gcpCredentials, Options(chunkSize, encryptionKey, timeout), cancellationToken)
            .ConfigureAwait(false);
        return await GcsDownloader.ToArrayAsync(connection, blob, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Downloads an object to a file.</summary>
    /// <param name="bucket">Name of the bucket.</param>
    /// <param name="blob">Name of the object.</param>
    /// <param name="path">Local file; in a folder that is there, the object's name is put after it.</param>
    /// <param name="gcpCredentials">How to sign in.</param>
    /// <param name="chunkSize">Bytes that are asked for at once, a multiple of 256 KiB. Default: 4 MiB.</param>
    /// <param name="encryptionKey">Key of 32 bytes that the object was written with. Default: the service's own.</param>
    /// <param name="timeout">How long there may be no answer or no byte. Default: 60 seconds.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Path of the file.</returns>
    /// <exception cref="ArgumentException">An argument is null, empty or out of its range.</exception>
    /// <exception cref="UnsafePathException">The path is a folder, and the object's name leads out of it.</exception>
    /// <exception cref="GcpException">The bucket or the object is not there or may not be read, or the service could not be reached.</exception>
    [FlowTask]
    public static async Task<string> CloudStorageDownloadBlobToFileAsync(
        string bucket,
        string blob,
        string path,
        GcpCredentials gcpCredentials,
        int? chunkSize = null,
        SecretBytes? encryptionKey = null,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(blob);
        string target = Directory.Exists(path) ? new LocalFolder(path).Resolve(blob) : Path.GetFullPath(path);
        GcsConnection connection = await FindAsync(bucket, blob, gcpCredentials, Options(chunkSize, encryptionKey, timeout), cancellationToken)
            .ConfigureAwait(false);
        await GcsDownloader.ToFileAsync(connection, blob, target, static _ => new TransferMeter(null), cancellationToken).ConfigureAwait(false);
        return target;
    }

    /// <summary>Copies an object inside the service; its bytes do not come through this machine.</summary>
    /// <param name="sourceBucket">Name of the bucket that it is in.</param>
    /// <param name="destBucket">Name of the bucket that the copy will be in.</param>
    /// <param name="sourceBlob">Name of the object.</param>
    /// <param name="gcpCredentials">How to sign in, to both buckets.</param>
    /// <param name="destBlob">Name of the copy. Default: that of the object.</param>
    /// <param name="timeout">How long there may be no answer. Default: 60 seconds.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Name of the copy.</returns>
    /// <exception cref="ArgumentException">An argument is null, empty or out of its range.</exception>
    /// <exception cref="GcpException">A bucket or the object is not there, or may not be read or written, or the service could not be reached.</exception>
    [FlowTask]
    public static async Task<string> CloudStorageCopyBlobAsync(
        string sourceBucket,
        string destBucket,
        string sourceBlob,
        GcpCredentials gcpCredentials,
        string? destBlob = null,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(sourceBlob);
        string copy = GcsNames.Check(string.IsNullOrEmpty(destBlob) ? sourceBlob : destBlob, nameof(destBlob));
        GcsTransferOptions options = Options(chunkSize: null, encryptionKey: null, timeout);
        GcsConnection target = Open(destBucket, gcpCredentials, options).Connect();
        GcsConnection source = await FindAsync(sourceBucket, sourceBlob, gcpCredentials, options, cancellationToken).ConfigureAwait(false);
        await target.FindBucketAsync(cancellationToken).ConfigureAwait(false);
        await GcsCopier.CopyAsync(source, source.Object(sourceBlob), target.Object(copy), cancellationToken).ConfigureAwait(false);
        return copy;
    }

    private static GcsTransferOptions Options(int? chunkSize, SecretBytes? encryptionKey, TimeSpan? timeout, string? contentType = null)
    {
        GcsTransferOptions options = GcsTransferOptions.Default with
        {
            EncryptionKey = encryptionKey,
            Timeout = timeout ?? GcsTransferOptions.Default.Timeout,
            Objects = contentType is null ? GcsObjectSettings.None : GcsObjectSettings.None with { ContentType = contentType },
        };
        return chunkSize is { } size ? options with { ChunkSize = size, RangeSize = Math.Min(size, LargestRange) } : options;
    }

    private const int LargestRange = 64 * 1024 * 1024;

    private static async Task<GcsConnection> FindAsync(
        string bucket, string blob, GcpCredentials credentials, GcsTransferOptions options, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(blob);
        GcsNames.Check(blob, nameof(blob));
        GcsConnection connection = Open(bucket, credentials, options).Connect();
        await connection.FindBucketAsync(cancellationToken).ConfigureAwait(false);
        return connection;
    }

    private static GcsBucket Open(string bucket, GcpCredentials credentials, GcsTransferOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(bucket);
        ArgumentNullException.ThrowIfNull(credentials);
        return new GcsBucket { Bucket = bucket, GcpCredentials = credentials }.WithTransfer(options);
    }
}
