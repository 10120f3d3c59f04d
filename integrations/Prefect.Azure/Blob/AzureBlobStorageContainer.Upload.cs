using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Azure;

/// <content>Uploads.</content>
public sealed partial record AzureBlobStorageContainer
{
    /// <summary>Uploads a file, a large one in several blocks at once.</summary>
    /// <param name="fromPath">Local file.</param>
    /// <param name="toPath">Path of the blob; the base folder is put before it. Default: the file's own name.</param>
    /// <param name="progress">Is told how far the transfer is.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Path of the blob as it was given, without the base folder.</returns>
    /// <exception cref="ArgumentException"><paramref name="fromPath"/> is null or empty, or <paramref name="toPath"/> none that a blob can have.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read, or changed while it was uploaded.</exception>
    /// <exception cref="AzureException">
    /// The blob is there and is not to be replaced, or may not be written, or the account could not be reached.
    /// </exception>
    public async Task<string> UploadFromPathAsync(
        string fromPath,
        string? toPath = null,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(fromPath);
        FileInfo file = new(fromPath);
        if (!file.Exists)
        {
            throw new FileNotFoundException($"There is no file '{file.FullName}' to upload.", file.FullName);
        }

        string path = string.IsNullOrEmpty(toPath) ? file.Name : toPath;
        string name = NameOf(path, nameof(toPath));
        await BlobUploader.FromFileAsync(
            Connect(), file.FullName, name, Write, length => new TransferMeter(progress, length, 1), cancellationToken).ConfigureAwait(false);
        return path;
    }

    /// <summary>Uploads what a stream holds from its present position on.</summary>
    /// <param name="source">The stream; it need not be seekable, and stays open.</param>
    /// <param name="toPath">Path of the blob; the base folder is put before it.</param>
    /// <param name="progress">Is told how far the transfer is.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Path of the blob as it was given, without the base folder.</returns>
    /// <exception cref="ArgumentException">The path is null or empty, or none that a blob can have, or the stream is null or not readable.</exception>
    /// <exception cref="AzureException">
    /// The blob is there and is not to be replaced, or may not be written, or the account could not be reached.
    /// </exception>
    public async Task<string> UploadFromStreamAsync(
        Stream source,
        string toPath,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrEmpty(toPath);
        if (!source.CanRead)
        {
            throw new ArgumentException("The stream cannot be read.", nameof(source));
        }

        string name = NameOf(toPath, nameof(toPath));
        TransferMeter meter = new(progress, source.CanSeek ? source.Length - source.Position : null, 1);
        await BlobUploader.FromStreamAsync(Connect(), source, name, Write, meter, cancellationToken).ConfigureAwait(false);
        return toPath;
    }

    /// <summary>Uploads a local folder, several files at once.</summary>
    /// <param name="fromFolder">Local folder.</param>
    /// <param name="toFolder">Folder in the container; the base folder is put before it. Default: the base folder.</param>
    /// <param name="progress">Is told how far the transfer is.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Path of the folder in the container, the base folder before it; null when there is neither.</returns>
    /// <exception cref="ArgumentException"><paramref name="fromFolder"/> is null or empty, or a file and no folder.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IOException">A file cannot be read, or changed while it was uploaded.</exception>
    /// <exception cref="AzureException">
    /// A blob is there and is not to be replaced, or the folder may not be written, or the account could not be reached.
    /// </exception>
    public async Task<string?> UploadFromFolderAsync(
        string fromFolder,
        string? toFolder = null,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(fromFolder);
        string source = Path.GetFullPath(fromFolder);
        if (File.Exists(source))
        {
            throw new ArgumentException($"'{source}' is a file, not a folder. Upload it from its path.", nameof(fromFolder));
        }

        int count = await BlobFolderTransfer.UploadAsync(
            Connect(), source, IgnoreRules.None, PrefixOf(toFolder), Write, progress, cancellationToken).ConfigureAwait(false);
        if (count == 0)
        {
            AzureLog.NothingToUpload(Logger, source);
        }

        return FolderOf(toFolder);
    }
}
