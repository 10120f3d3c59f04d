using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Azure;

/// <summary>Moves folders, several blobs at once over one client.</summary>
internal static class BlobFolderTransfer
{
    /// <exception cref="UnsafePathException">A name leads out of the local folder.</exception>
    public static Task DownloadAsync(
        BlobConnection connection, string prefix, LocalFolder target, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        TransferMeter meter = new(progress);
        return Parallel.ForEachAsync(
            BlobLister.ListAsync(connection, new BlobListQuery(prefix) { Include = ["metadata"] }, cancellationToken),
            Options(connection, cancellationToken),
            async (blob, token) =>
            {
                // Folders are kept as blobs too: by a name that ends with a slash, or, in Data Lake Storage, by a mark.
                if (blob.IsFolder || blob.Name.EndsWith('/') || !blob.Name.StartsWith(prefix, StringComparison.Ordinal))
                {
                    return;
                }

                string path = target.Resolve(blob.Name[prefix.Length..]);
                await BlobDownloader.ToFileAsync(connection, blob.Name, path, _ => meter, token).ConfigureAwait(false);
            });
    }

    /// <exception cref="DirectoryNotFoundException">There is no such local folder.</exception>
    /// <returns>How many files were uploaded.</returns>
    public static async Task<int> UploadAsync(
        BlobConnection connection,
        string folder,
        IgnoreRules rules,
        string prefix,
        BlobWrite write,
        IProgress<TransferProgress>? progress,
        CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no folder '{folder}' to upload.");
        }

        int count = 0;
        TransferMeter meter = new(progress);
        await Parallel.ForEachAsync(rules.EnumerateFiles(folder), Options(connection, cancellationToken), async (file, token) =>
        {
            string name = prefix + Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
            await BlobUploader.FromFileAsync(connection, file, BlobNames.Check(name, nameof(folder)), write, _ => meter, token).ConfigureAwait(false);
            Interlocked.Increment(ref count);
        }).ConfigureAwait(false);
        return count;
    }

    private static ParallelOptions Options(BlobConnection connection, CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = connection.Options.FolderParallelism, CancellationToken = cancellationToken };
}
