using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Gcp;

/// <content>Uploads.</content>
public sealed partial record GcsBucket
{
    /// <summary>Uploads a file, a large one in pieces.</summary>
    /// <param name="fromPath">Local file.</param>
    /// <param name="toPath">Path of the object; the bucket's folder is put before it unless it begins with it. Default: the file's own name.</param>
    /// <param name="progress">Is told how far the transfer is.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Name of the object: the path with the bucket's folder before it.</returns>
    /// <exception cref="ArgumentException"><paramref name="fromPath"/> is null or empty, or <paramref name="toPath"/> none that an object can have.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read, or changed while it was uploaded.</exception>
    /// <exception cref="GcpException">
    /// The object is there and is not to be replaced, or may not be written, or the service could not be reached.
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

        string name = NameOf(string.IsNullOrEmpty(toPath) ? file.Name : toPath, nameof(toPath));
        GcsWrite write = new(name, GcsContentTypes.Of(file.Name), _transfer.Overwrite);
        await GcsUploader.FromFileAsync(Connect(), file.FullName, write, length => new TransferMeter(progress, length, 1), cancellationToken)
            .ConfigureAwait(false);
        return name;
    }

    /// <summary>Uploads what a stream holds from its present position on.</summary>
    /// <param name="source">The stream; it need not be seekable, and stays open.</param>
    /// <param name="toPath">Path of the object; the bucket's folder is put before it unless it begins with it.</param>
    /// <param name="progress">Is told how far the transfer is.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Name of the object: the path with the bucket's folder before it.</returns>
    /// <exception cref="ArgumentException">The path is null or empty, or none that an object can have, or the stream is null or not readable.</exception>
    /// <exception cref="GcpException">
    /// The object is there and is not to be replaced, or may not be written, or the service could not be reached.
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
        await GcsUploader.FromStreamAsync(Connect(), source, new GcsWrite(name, ContentType: null, _transfer.Overwrite), meter, cancellationToken)
            .ConfigureAwait(false);
        return name;
    }

    /// <summary>Uploads a local folder, several files at once.</summary>
    /// <param name="fromFolder">Local folder.</param>
    /// <param name="toFolder">Folder in the bucket; the bucket's folder is put before it unless it begins with it. Default: the bucket's folder.</param>
    /// <param name="progress">Is told how far the transfer is.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Path of the folder in the bucket, without a slash at its end; empty for the whole bucket.</returns>
    /// <exception cref="ArgumentException"><paramref name="fromFolder"/> is null or empty, or a file and no folder.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IOException">A file cannot be read, or changed while it was uploaded.</exception>
    /// <exception cref="GcpException">
    /// An object is there and is not to be replaced, or the folder may not be written, or the service could not be reached.
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

        int count = await GcsFolderTransfer.UploadAsync(
            Connect(), source, IgnoreRules.None, PrefixOf(toFolder), _transfer.Overwrite, progress, cancellationToken).ConfigureAwait(false);
        if (count == 0)
        {
            GcsLog.NothingToUpload(Logger, source);
        }

        return FolderOf(toFolder);
    }

    /// <summary>Uploads what is written to a stream, of whatever length, while it is written.</summary>
    /// <param name="toPath">Path of the object; the bucket's folder is put before it unless it begins with it.</param>
    /// <param name="contentType">Kind of the content, unless the transfer options say another.</param>
    /// <param name="write">Writes the content to the stream that it is given, which it leaves open. When it throws, nothing is stored.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Name of the object.</returns>
    internal Task<string> UploadFromWriterAsync(
        string toPath, string? contentType, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        string name = NameOf(toPath, nameof(toPath));
        return GcsWriterUpload.RunAsync(Connect(), new GcsWrite(name, contentType, _transfer.Overwrite), write, cancellationToken);
    }
}
