namespace Prefect.Blocks;

/// <summary>Moves objects between a store and local files, folders and streams.</summary>
[SyncTwins]
public partial interface IObjectStorage
{
    /// <summary>Downloads an object to a file. A broken download leaves no file under the final name.</summary>
    /// <param name="fromPath">Path of the object.</param>
    /// <param name="toPath">Local file. Default: the object's own name in the current folder.</param>
    /// <param name="progress">Is told how far the transfer is.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Absolute path of the file.</returns>
    Task<string> DownloadObjectToPathAsync(
        string fromPath,
        string? toPath = null,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>Downloads an object to a stream.</summary>
    /// <param name="fromPath">Path of the object.</param>
    /// <param name="destination">The stream; it stays open.</param>
    /// <param name="progress">Is told how far the transfer is.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The stream.</returns>
    Task<Stream> DownloadObjectToStreamAsync(
        string fromPath,
        Stream destination,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>Downloads a folder of objects, several at once. Nothing is written outside of the local folder.</summary>
    /// <param name="fromFolder">Folder in the store.</param>
    /// <param name="toFolder">Local folder. Default: the current one.</param>
    /// <param name="progress">Is told how far the transfer is.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Absolute path of the local folder.</returns>
    Task<string> DownloadFolderToPathAsync(
        string fromFolder,
        string? toFolder = null,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>Uploads a file.</summary>
    /// <param name="fromPath">Local file.</param>
    /// <param name="toPath">Path of the object. Default: the file's own name.</param>
    /// <param name="progress">Is told how far the transfer is.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Path of the object in the store.</returns>
    Task<string> UploadFromPathAsync(
        string fromPath,
        string? toPath = null,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>Uploads what a stream holds from its present position on.</summary>
    /// <param name="source">The stream; it need not be seekable, and stays open.</param>
    /// <param name="toPath">Path of the object.</param>
    /// <param name="progress">Is told how far the transfer is.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Path of the object in the store.</returns>
    Task<string> UploadFromStreamAsync(
        Stream source,
        string toPath,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>Uploads a local folder, several files at once.</summary>
    /// <param name="fromFolder">Local folder.</param>
    /// <param name="toFolder">Folder in the store. Default: the block's own.</param>
    /// <param name="progress">Is told how far the transfer is.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns><paramref name="toFolder"/> as it was given.</returns>
    Task<string?> UploadFromFolderAsync(
        string fromFolder,
        string? toFolder = null,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellationToken = default);
}
