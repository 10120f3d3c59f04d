using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Aws;

/// <content>Files and folders by path.</content>
public sealed partial record S3Bucket
{
    /// <summary>Reads a whole object.</summary>
    /// <param name="path">Path of the object; the bucket's folder is put before it unless it begins with it.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The path is null or empty.</exception>
    /// <exception cref="AwsException">The object is not there or may not be read, or the store could not be reached.</exception>
    public async Task<byte[]> ReadPathAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return await S3Downloader.ToArrayAsync(Connect(), ResolvePath(path), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a whole object, replacing one that is there.</summary>
    /// <param name="path">Path of the object; the bucket's folder is put before it unless it begins with it.</param>
    /// <param name="content">The content.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Key of the object.</returns>
    /// <exception cref="ArgumentException">The path is null or empty.</exception>
    /// <exception cref="AwsException">The object may not be written, or the store could not be reached.</exception>
    public async Task<string> WritePathAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string key = ResolvePath(path);
        await S3Uploader.FromMemoryAsync(Connect(), content, key, new TransferMeter(null), cancellationToken).ConfigureAwait(false);
        return key;
    }

    /// <summary>Copies a folder of the bucket to a local one, several objects at once.</summary>
    /// <param name="fromPath">Folder in the bucket, by its whole path. Default: the bucket's folder.</param>
    /// <param name="localPath">Local folder. Default: the current one.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="UnsafePathException">A key leads out of the local folder.</exception>
    /// <exception cref="AwsException">The folder may not be read, or the store could not be reached.</exception>
    public Task GetDirectoryAsync(string? fromPath = null, string? localPath = null, CancellationToken cancellationToken = default) =>
        S3FolderTransfer.DownloadAsync(Connect(), PrefixOf(string.IsNullOrEmpty(fromPath) ? Folder : fromPath), new LocalFolder(localPath), null, cancellationToken);

    /// <summary>Copies a local folder to the bucket, several files at once.</summary>
    /// <param name="localPath">Local folder. Default: the current one.</param>
    /// <param name="toPath">Folder in the bucket; the bucket's folder is put before it unless it begins with it. Default: the bucket's folder.</param>
    /// <param name="ignoreFile">A file of patterns, as in <c>.gitignore</c>, of what is left out.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>How many files were copied.</returns>
    /// <exception cref="IOException">The local folder or the file of patterns is not there or cannot be read.</exception>
    /// <exception cref="AwsException">The folder may not be written, or the store could not be reached.</exception>
    public async Task<int> PutDirectoryAsync(
        string? localPath = null, string? toPath = null, string? ignoreFile = null, CancellationToken cancellationToken = default)
    {
        IgnoreRules rules = string.IsNullOrEmpty(ignoreFile)
            ? IgnoreRules.None
            : IgnoreRules.LoadRequired(ignoreFile);
        string folder = string.IsNullOrEmpty(toPath) ? Folder : ResolvePath(toPath);
        return await S3FolderTransfer.UploadAsync(
            Connect(), new LocalFolder(localPath).FullPath, rules, PrefixOf(folder), null, cancellationToken).ConfigureAwait(false);
    }
}
