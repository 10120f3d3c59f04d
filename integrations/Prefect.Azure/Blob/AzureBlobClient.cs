using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>Reaches a blob. It is thread-safe, and nothing of it is to be disposed.</summary>
[SyncTwins]
public sealed partial class AzureBlobClient
{
    private readonly BlobConnection _connection;

    internal AzureBlobClient(BlobConnection connection, string name)
    {
        _connection = connection;
        Name = name;
    }

    /// <summary>Name of the container.</summary>
    public string Container => _connection.Container;

    /// <summary>Name of the blob.</summary>
    public string Name { get; }

    /// <summary>Reads the whole blob.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="AzureException">The blob is not there or may not be read, or the account could not be reached.</exception>
    public Task<byte[]> DownloadAsync(CancellationToken cancellationToken = default) =>
        BlobDownloader.ToArrayAsync(_connection, Name, cancellationToken);

    /// <summary>Writes the whole blob; one that is there is replaced.</summary>
    /// <param name="content">The content.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="AzureException">The blob may not be written, or the account could not be reached.</exception>
    public Task UploadAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default) =>
        BlobUploader.FromMemoryAsync(_connection, content, Name, new BlobWrite(Overwrite: true, BlobSettings.None), cancellationToken);

    /// <summary>Looks at the blob.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>What it is; null when it is not there.</returns>
    /// <exception cref="AzureException">The blob may not be read, or the account could not be reached.</exception>
    public Task<AzureBlobInfo?> FindAsync(CancellationToken cancellationToken = default) =>
        _connection.Service.FindAsync(_connection.Blob(Name), cancellationToken);

    /// <summary>Deletes the blob.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="AzureException">The blob may not be deleted, or the account could not be reached.</exception>
    public Task<bool> DeleteIfExistsAsync(CancellationToken cancellationToken = default) =>
        _connection.Service.DeleteAsync(_connection.Blob(Name), cancellationToken);
}
