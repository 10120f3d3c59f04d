using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Gcp;

/// <content>Downloads.</content>
public sealed partial record GcsBucket
{
    /// <summary>Downloads an object to a file, several ranges at once. A broken download leaves no file under the final name.</summary>
    /// <param name="fromPath">Path of the object; the bucket's folder is put before it unless it begins with it.</param>
    /// <param name="toPath">Local file. Default: the object's own name in the current folder.</param>
    /// <param name="progress">Is told how far the transfer is, in bytes as they are stored.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Absolute path of the file.</returns>
    /// <exception cref="ArgumentException">The path is null or empty, or none that an object can have.</exception>
    /// <exception cref="UnsafePathException">No path is given, and the object's own name is none for a file.</exception>
    /// <exception cref="IOException">The file cannot be written, or is a folder.</exception>
    /// <exception cref="GcpException">The object is not there or may not be read, or the service could not be reached.</exception>
    public async Task<string> DownloadObjectToPathAsync(
        string fromPath,
        string? toPath = null,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(fromPath);
        string name = NameOf(fromPath, nameof(fromPath));
        string target = string.IsNullOrEmpty(toPath)
            ? new LocalFolder().Resolve(name[(name.LastIndexOf('/') + 1)..])
            : Path.GetFullPath(toPath);
        await GcsDownloader.ToFileAsync(Connect(), name, target, length => new TransferMeter(progress, length, 1), cancellationToken)
            .ConfigureAwait(false);
        return target;
    }

    /// <summary>Downloads an object to a stream, several ranges at once.</summary>
    /// <param name="fromPath">Path of the object; the bucket's folder is put before it unless it begins with it.</param>
    /// <param name="destination">The stream; it stays open. What it was given before a failure stays in it.</param>
    /// <param name="progress">Is told how far the transfer is, in bytes as they are stored.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The stream.</returns>
    /// <exception cref="ArgumentException">The path is null or empty, or none that an object can have, or the stream is null or not writable.</exception>
    /// <exception cref="GcpException">The object is not there or may not be read, or the service could not be reached.</exception>
    public async Task<Stream> DownloadObjectToStreamAsync(
        string fromPath,
        Stream destination,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(fromPath);
        ArgumentNullException.ThrowIfNull(destination);
        if (!destination.CanWrite)
        {
            throw new ArgumentException("The stream cannot be written to.", nameof(destination));
        }

        string name = NameOf(fromPath, nameof(fromPath));
        await GcsDownloader.ToStreamAsync(Connect(), name, destination, length => new TransferMeter(progress, length, 1), cancellationToken)
            .ConfigureAwait(false);
        return destination;
    }

    /// <summary>Downloads a folder of objects, several at once. Nothing is written outside of the local folder.</summary>
    /// <param name="fromFolder">Folder in the bucket; the bucket's folder is put before it unless it begins with it.</param>
    /// <param name="toFolder">Local folder. Default: the current one.</param>
    /// <param name="progress">Is told how far the transfer is.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Absolute path of the local folder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="fromFolder"/> is null.</exception>
    /// <exception cref="UnsafePathException">A name leads out of the local folder.</exception>
    /// <exception cref="GcpException">The folder may not be read, or the service could not be reached.</exception>
    public async Task<string> DownloadFolderToPathAsync(
        string fromFolder,
        string? toFolder = null,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fromFolder);
        LocalFolder target = new(toFolder);
        GcsConnection connection = Connect();
        IReadOnlyList<string> paths = await GcsFolderTransfer.DownloadAsync(connection, PrefixOf(fromFolder), target, progress, cancellationToken)
            .ConfigureAwait(false);
        if (paths.Count == 0)
        {
            GcsLog.NothingToDownload(Logger, Bucket, FolderOf(fromFolder));
        }

        return target.FullPath;
    }
}
