using System.Runtime.CompilerServices;

namespace Prefect.Azure;

/// <content>Listing.</content>
public sealed partial record AzureBlobStorageContainer
{
    /// <summary>Lists the names of all blobs of the container, inside the base folder or not, page by page as they are taken.</summary>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <exception cref="AzureException">The container may not be listed, or the account could not be reached.</exception>
    public IAsyncEnumerable<string> ListBlobsAsync(CancellationToken cancellationToken = default) =>
        NamesAsync(Connect(), cancellationToken);

    /// <summary>Lists blobs of the base folder, page by page as they are taken.</summary>
    /// <param name="folder">
    /// What paths begin with; the base folder is put before it. Without a slash at its end it also finds siblings: <c>2026</c> finds
    /// <c>2026/a</c> and <c>2026-old/a</c>.
    /// </param>
    /// <param name="delimiter">With <c>/</c>, only blobs on this level are listed, not those of folders below it.</param>
    /// <param name="pageSize">How many blobs are asked for at a time, 1 to 5000. Default: the service's own, 5000.</param>
    /// <param name="maxItems">How many blobs are taken in all. Default: all.</param>
    /// <param name="include">What is told besides, such as <c>metadata</c>, <c>tags</c>, <c>snapshots</c>, <c>versions</c> or <c>deleted</c>.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <exception cref="ArgumentException">An argument is null or out of its range, or there is nothing to include by such a name.</exception>
    /// <exception cref="AzureException">The container may not be listed, or the account could not be reached.</exception>
    public IAsyncEnumerable<AzureBlobInfo> ListObjectsAsync(
        string folder = "",
        string delimiter = "",
        int? pageSize = null,
        int? maxItems = null,
        IReadOnlyList<string>? include = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        string prefix = folder.Length == 0 ? PrefixOf(null) : Join(BaseFolder, folder);
        return BlobLister.ListAsync(Connect(), BlobListQuery.Create(prefix, delimiter, pageSize, maxItems, include), cancellationToken);
    }

    private static async IAsyncEnumerable<string> NamesAsync(BlobConnection connection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (AzureBlobInfo blob in BlobLister.ListAsync(connection, new BlobListQuery(), cancellationToken).ConfigureAwait(false))
        {
            yield return blob.Name;
        }
    }
}
