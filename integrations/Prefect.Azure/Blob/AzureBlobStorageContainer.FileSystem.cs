using Prefect.Blocks;

namespace Prefect.Azure;

/// <content>Files and folders by path.</content>
public sealed partial record AzureBlobStorageContainer
{
    /// <summary>Reads a whole blob.</summary>
    /// <param name="path">Path of the blob; the base folder is put before it.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The path is null or empty, or none that a blob can have.</exception>
    /// <exception cref="AzureException">The blob is not there or may not be read, or the account could not be reached.</exception>
    public async Task<byte[]> ReadPathAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return await BlobDownloader.ToArrayAsync(Connect(), NameOf(path, nameof(path)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a whole blob, replacing one that is there.</summary>
    /// <param name="path">Path of the blob; the base folder is put before it.</param>
    /// <param name="content">The content.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The path as it was given.</returns>
    /// <exception cref="ArgumentException">The path is null or empty, or none that a blob can have.</exception>
    /// <exception cref="AzureException">The blob may not be written, or the account could not be reached.</exception>
    public async Task<string> WritePathAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        await BlobUploader.FromMemoryAsync(Connect(), content, NameOf(path, nameof(path)), Replace, cancellationToken).ConfigureAwait(false);
        return path;
    }

    /// <summary>Copies a folder of the container to a local one, several blobs at once.</summary>
    /// <param name="fromPath">Folder in the container; the base folder is put before it. Default: the base folder.</param>
    /// <param name="localPath">Local folder. Default: the current one.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="UnsafePathException">A name leads out of the local folder.</exception>
    /// <exception cref="AzureException">The folder may not be read, or the account could not be reached.</exception>
    public async Task GetDirectoryAsync(string? fromPath = null, string? localPath = null, CancellationToken cancellationToken = default) =>
        await BlobFolderTransfer.DownloadAsync(Connect(), PrefixOf(fromPath), new LocalFolder(localPath), progress: null, cancellationToken)
            .ConfigureAwait(false);

    /// <summary>Copies a local folder to the container, several files at once. Blobs that are there are replaced.</summary>
    /// <param name="localPath">Local folder. Default: the current one.</param>
    /// <param name="toPath">Folder in the container; the base folder is put before it. Default: the base folder.</param>
    /// <param name="ignoreFile">A file of patterns, as in <c>.gitignore</c>, of what is left out.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>How many files were copied.</returns>
    /// <exception cref="IOException">The local folder or the file of patterns is not there or cannot be read.</exception>
    /// <exception cref="AzureException">The folder may not be written, or the account could not be reached.</exception>
    public async Task<int> PutDirectoryAsync(
        string? localPath = null, string? toPath = null, string? ignoreFile = null, CancellationToken cancellationToken = default)
    {
        IgnoreRules rules = string.IsNullOrEmpty(ignoreFile)
            ? IgnoreRules.None
            : IgnoreRules.LoadRequired(ignoreFile);
        return await BlobFolderTransfer.UploadAsync(
            Connect(), new LocalFolder(localPath).FullPath, rules, PrefixOf(toPath), Replace, progress: null, cancellationToken).ConfigureAwait(false);
    }
}
