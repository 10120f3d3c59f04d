namespace Prefect.Gcp;

/// <content>Listing.</content>
public sealed partial record GcsBucket
{
    /// <summary>Lists objects, page by page as they are taken. Those that stand for folders, whose names end with a slash, are left out.</summary>
    /// <param name="folder">
    /// What paths begin with; the bucket's folder is put before it unless it begins with it. Without a slash at its end it also finds
    /// siblings: <c>2026</c> finds <c>2026/a</c> and <c>2026-old/a</c>. Default: the bucket's folder.
    /// </param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <exception cref="ArgumentNullException"><paramref name="folder"/> is null.</exception>
    /// <exception cref="GcpException">The bucket may not be listed, or the service could not be reached.</exception>
    public IAsyncEnumerable<GcsObjectInfo> ListBlobsAsync(string folder = "", CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        string prefix = folder.Length == 0 || folder.EndsWith('/') ? PrefixOf(folder) : Resolve(folder) ?? "";
        return GcsLister.ListFilesAsync(Connect(), prefix, cancellationToken);
    }

    /// <summary>Lists the folders that hold objects directly. Folders that hold nothing but folders are not among them.</summary>
    /// <param name="folder">What paths begin with, as in <see cref="ListBlobsAsync"/>.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <returns>Paths inside the bucket, each once, in the order of their names.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="folder"/> is null.</exception>
    /// <exception cref="GcpException">The bucket may not be listed, or the service could not be reached.</exception>
    public async Task<IReadOnlyList<string>> ListFoldersAsync(string folder = "", CancellationToken cancellationToken = default)
    {
        SortedSet<string> folders = new(StringComparer.Ordinal);
        await foreach (GcsObjectInfo found in ListBlobsAsync(folder, cancellationToken).ConfigureAwait(false))
        {
            if (found.Name.LastIndexOf('/') is > 0 and int end)
            {
                folders.Add(found.Name[..end]);
            }
        }

        return [.. folders];
    }
}
