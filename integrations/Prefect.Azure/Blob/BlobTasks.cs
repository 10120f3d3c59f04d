using Prefect.Blocks;
using Prefect.Flows;

namespace Prefect.Azure;

/// <summary>
/// Work on single blobs by container and name, for flows that need no <see cref="AzureBlobStorageContainer"/> block: as methods, and as
/// tasks to be run, submitted or mapped.
/// </summary>
[SyncTwins]
public static partial class BlobTasks
{
    /// <summary>Downloads a blob to memory.</summary>
    /// <param name="container">Name of the container.</param>
    /// <param name="blob">Name of the blob.</param>
    /// <param name="blobStorageCredentials">How to sign in.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">An argument is null or empty, or a name none that a container or blob can have.</exception>
    /// <exception cref="AzureException">The blob is not there or may not be read, or the account could not be reached.</exception>
    [FlowTask]
    public static async Task<byte[]> BlobStorageDownloadAsync(
        string container, string blob, AzureBlobStorageCredentials blobStorageCredentials, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(blob);
        BlobConnection connection = Open(container, blobStorageCredentials).Connect();
        return await BlobDownloader.ToArrayAsync(connection, BlobNames.Check(blob, nameof(blob)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Uploads a blob from memory.</summary>
    /// <param name="data">The content.</param>
    /// <param name="container">Name of the container.</param>
    /// <param name="blobStorageCredentials">How to sign in.</param>
    /// <param name="blob">Name of the blob. Default: a new UUID.</param>
    /// <param name="overwrite">Whether a blob that is there is replaced; otherwise it fails with <c>BlobAlreadyExists</c>.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Name of the blob.</returns>
    /// <exception cref="ArgumentException">An argument is null or empty, or a name none that a container or blob can have.</exception>
    /// <exception cref="AzureException">
    /// The blob is there and is not to be replaced, or may not be written, or the account could not be reached.
    /// </exception>
    [FlowTask]
    public static async Task<string> BlobStorageUploadAsync(
        ReadOnlyMemory<byte> data,
        string container,
        AzureBlobStorageCredentials blobStorageCredentials,
        string? blob = null,
        bool overwrite = false,
        CancellationToken cancellationToken = default)
    {
        BlobConnection connection = Open(container, blobStorageCredentials).Connect();
        string name = BlobNames.Check(blob ?? Guid.NewGuid().ToString(), nameof(blob));
        await BlobUploader.FromMemoryAsync(connection, data, name, new BlobWrite(overwrite, BlobSettings.None), cancellationToken).ConfigureAwait(false);
        return name;
    }

    /// <summary>Lists blobs; <see cref="AzureBlobStorageContainer.ListObjectsAsync"/> gives them one by one instead.</summary>
    /// <param name="container">Name of the container.</param>
    /// <param name="blobStorageCredentials">How to sign in.</param>
    /// <param name="nameStartsWith">What names begin with. Default: all are listed.</param>
    /// <param name="include">What is told besides, such as <c>metadata</c>, <c>tags</c>, <c>snapshots</c>, <c>versions</c> or <c>deleted</c>.</param>
    /// <param name="pageSize">How many blobs are asked for at a time, 1 to 5000. Default: the service's own, 5000.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">An argument is null, empty or out of its range, or there is nothing to include by such a name.</exception>
    /// <exception cref="AzureException">The container may not be listed, or the account could not be reached.</exception>
    [FlowTask]
    public static async Task<IReadOnlyList<AzureBlobInfo>> BlobStorageListAsync(
        string container,
        AzureBlobStorageCredentials blobStorageCredentials,
        string? nameStartsWith = null,
        IReadOnlyList<string>? include = null,
        int? pageSize = null,
        CancellationToken cancellationToken = default)
    {
        BlobListQuery query = BlobListQuery.Create(nameStartsWith ?? "", "", pageSize, null, include);
        List<AzureBlobInfo> blobs = [];
        await foreach (AzureBlobInfo blob in BlobLister.ListAsync(Open(container, blobStorageCredentials).Connect(), query, cancellationToken)
            .ConfigureAwait(false))
        {
            blobs.Add(blob);
        }

        return blobs;
    }

    private static AzureBlobStorageContainer Open(string container, AzureBlobStorageCredentials credentials)
    {
        ArgumentException.ThrowIfNullOrEmpty(container);
        ArgumentNullException.ThrowIfNull(credentials);
        return new AzureBlobStorageContainer { ContainerName = container, Credentials = credentials };
    }
}
