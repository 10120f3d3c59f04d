using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Aws;

/// <summary>Moves folders, several objects at once over one client.</summary>
internal static class S3FolderTransfer
{
    /// <exception cref="UnsafePathException">A key leads out of the local folder.</exception>
    public static Task DownloadAsync(
        S3Connection connection, string prefix, LocalFolder target, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        TransferMeter meter = new(progress);
        return Parallel.ForEachAsync(
            S3Lister.ListAsync(connection, new S3ListRequest(prefix), cancellationToken),
            Options(connection, cancellationToken),
            async (item, token) =>
            {
                // Stores keep empty folders as objects whose keys end with a slash.
                if (item.Key.EndsWith('/') || !item.Key.StartsWith(prefix, StringComparison.Ordinal))
                {
                    return;
                }

                string path = target.Resolve(item.Key[prefix.Length..]);
                await S3Downloader.ToFileAsync(connection, item.Key, path, _ => meter, token).ConfigureAwait(false);
            });
    }

    /// <exception cref="DirectoryNotFoundException">There is no such local folder.</exception>
    /// <returns>How many files were uploaded.</returns>
    public static async Task<int> UploadAsync(
        S3Connection connection, string folder, IgnoreRules rules, string prefix, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no folder '{folder}' to upload.");
        }

        int count = 0;
        TransferMeter meter = new(progress);
        await Parallel.ForEachAsync(rules.EnumerateFiles(folder), Options(connection, cancellationToken), async (file, token) =>
        {
            string key = prefix + Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
            await S3Uploader.FromFileAsync(connection, file, new FileInfo(file).Length, key, meter, token).ConfigureAwait(false);
            Interlocked.Increment(ref count);
        }).ConfigureAwait(false);
        return count;
    }

    private static ParallelOptions Options(S3Connection connection, CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = connection.Options.FolderParallelism, CancellationToken = cancellationToken };
}
