using System.Collections.Concurrent;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>Moves folders, several objects at once over one client.</summary>
internal static class GcsFolderTransfer
{
    /// <exception cref="UnsafePathException">A name leads out of the local folder.</exception>
    /// <returns>Paths of the files, in no order.</returns>
    public static async Task<IReadOnlyList<string>> DownloadAsync(
        GcsConnection connection, string prefix, LocalFolder target, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        TransferMeter meter = new(progress);
        ConcurrentBag<string> paths = [];
        await Parallel.ForEachAsync(
            GcsLister.ListFilesAsync(connection, prefix, cancellationToken),
            Options(connection, cancellationToken),
            async (found, token) =>
            {
                string path = target.Resolve(found.Name[prefix.Length..]);
                await GcsDownloader.ToFileAsync(connection, found.Name, path, _ => meter, token).ConfigureAwait(false);
                paths.Add(path);
            }).ConfigureAwait(false);
        return [.. paths];
    }

    /// <exception cref="DirectoryNotFoundException">There is no such local folder.</exception>
    /// <returns>How many files were uploaded.</returns>
    public static async Task<int> UploadAsync(
        GcsConnection connection,
        string folder,
        IgnoreRules rules,
        string prefix,
        bool overwrite,
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
            GcsWrite write = new(GcsNames.Check(name, nameof(folder)), GcsContentTypes.Of(file), overwrite);
            await GcsUploader.FromFileAsync(connection, file, write, _ => meter, token).ConfigureAwait(false);
            Interlocked.Increment(ref count);
        }).ConfigureAwait(false);
        return count;
    }

    private static ParallelOptions Options(GcsConnection connection, CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = connection.Options.FolderParallelism, CancellationToken = cancellationToken };
}
