using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>Reaches a container and its blobs. It is thread-safe, and nothing of it is to be disposed.</summary>
[SyncTwins]
public sealed partial class AzureBlobContainerClient
{
    private readonly BlobConnection _connection;

    internal AzureBlobContainerClient(BlobConnection connection) => _connection = connection;

    /// <summary>Name of the container.</summary>
    public string Name => _connection.Container;

    /// <summary>Address of the container.</summary>
    public Uri Address => new(_connection.Service.Endpoint, Name);

    /// <summary>Gives a client of a blob, which need not exist.</summary>
    /// <param name="blob">Name of the blob.</param>
    /// <exception cref="ArgumentException">The name is none that a blob can have.</exception>
    public AzureBlobClient GetBlobClient(string blob)
    {
        ArgumentException.ThrowIfNullOrEmpty(blob);
        return new AzureBlobClient(_connection, BlobNames.Check(blob, nameof(blob)));
    }

    /// <summary>Makes the container unless it is there.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Whether it was made.</returns>
    /// <exception cref="AzureException">The account may not be written, or could not be reached.</exception>
    public Task<bool> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        _connection.Service.CreateContainerAsync(Name, cancellationToken);

    /// <summary>Tells whether the container is there.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="AzureException">The container may not be read, or the account could not be reached.</exception>
    public Task<bool> ExistsAsync(CancellationToken cancellationToken = default) =>
        _connection.Service.ContainerExistsAsync(Name, cancellationToken);

    /// <summary>Deletes the container with all its blobs.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="AzureException">The container may not be deleted, or the account could not be reached.</exception>
    public Task<bool> DeleteIfExistsAsync(CancellationToken cancellationToken = default) =>
        _connection.Service.DeleteContainerAsync(Name, cancellationToken);

    /// <summary>Lists blobs, page by page as they are taken.</summary>
    /// <param name="prefix">What names begin with.</param>
    /// <param name="include">What is told besides, such as <c>metadata</c>, <c>tags</c>, <c>snapshots</c>, <c>versions</c> or <c>deleted</c>.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <exception cref="ArgumentException"><paramref name="prefix"/> is null, or there is nothing to include by such a name.</exception>
    /// <exception cref="AzureException">The container may not be listed, or the account could not be reached.</exception>
    public IAsyncEnumerable<AzureBlobInfo> ListAsync(
        string prefix = "", IReadOnlyList<string>? include = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return BlobLister.ListAsync(_connection, BlobListQuery.Create(prefix, "", null, null, include), cancellationToken);
    }
}
