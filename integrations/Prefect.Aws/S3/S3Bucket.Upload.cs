using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Aws;

/// <content>Uploads.</content>
public sealed partial record S3Bucket
{
    /// <summary>Uploads a file.</summary>
    /// <param name="fromPath">Local file.</param>
    /// <param name="toPath">Path of the object; the bucket's folder is put before it. Default: the file's own name.</param>
    /// <param name="progress">Is told how far the transfer is.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Key of the object.</returns>
    /// <exception cref="ArgumentException"><paramref name="fromPath"/> is null or empty.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="AwsException">The object may not be written, or the store could not be reached.</exception>
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

        string key = JoinBucketFolder(string.IsNullOrEmpty(toPath) ? file.Name : toPath);
        long length = file.Length;
        await S3Uploader.FromFileAsync(Connect(), file.FullName, length, key, new TransferMeter(progress, length, 1), cancellationToken)
            .ConfigureAwait(false);
        return key;
    }

    /// <summary>Uploads what a stream holds from its present position on.</summary>
    /// <param name="source">The stream; it need not be seekable, and stays open.</param>
    /// <param name="toPath">Path of the object; the bucket's folder is put before it.</param>
    /// <param name="progress">Is told how far the transfer is.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Key of the object.</returns>
    /// <exception cref="ArgumentException">The path is null or empty, or the stream null or not readable.</exception>
    /// <exception cref="AwsException">The object may not be written, or the store could not be reached.</exception>
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

        string key = JoinBucketFolder(toPath);
        TransferMeter meter = new(progress, source.CanSeek ? source.Length - source.Position : null, 1);
        await S3Uploader.FromStreamAsync(Connect(), source, key, meter, cancellationToken).ConfigureAwait(false);
        return key;
    }

    /// <summary>Uploads a local folder, several files at once.</summary>
    /// <param name="fromFolder">Local folder.</param>
    /// <param name="toFolder">Folder in the bucket; the bucket's folder is put before it. Default: the bucket's folder.</param>
    /// <param name="progress">Is told how far the transfer is.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns><paramref name="toFolder"/> as it was given.</returns>
    /// <exception cref="ArgumentException"><paramref name="fromFolder"/> is null or empty.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="AwsException">The folder may not be written, or the store could not be reached.</exception>
    public async Task<string?> UploadFromFolderAsync(
        string fromFolder,
        string? toFolder = null,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(fromFolder);
        string source = Path.GetFullPath(fromFolder);
        int count = await S3FolderTransfer.UploadAsync(
            Connect(), source, IgnoreRules.None, PrefixOf(JoinBucketFolder(toFolder ?? "")), progress, cancellationToken).ConfigureAwait(false);
        if (count == 0)
        {
            AwsLog.NothingToUpload(Logger, source);
        }

        return toFolder;
    }

    /// <summary>Copies an object from another bucket, which may be of other credentials or another store, through this machine.</summary>
    /// <param name="bucket">The other bucket.</param>
    /// <param name="fromPath">Path of the object there; that bucket's folder is put before it.</param>
    /// <param name="toPath">Path of the object here; this bucket's folder is put before it. Default: the object's own name.</param>
    /// <param name="progress">Is told how far the transfer is.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Key of the object here.</returns>
    /// <exception cref="ArgumentException">An argument is null or empty.</exception>
    /// <exception cref="AwsException">The object may not be read or written, or a store could not be reached.</exception>
    public async Task<string> StreamFromAsync(
        S3Bucket bucket,
        string fromPath,
        string? toPath = null,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(bucket);
        ArgumentException.ThrowIfNullOrEmpty(fromPath);
        S3Connection target = Connect();
        string key = JoinBucketFolder(string.IsNullOrEmpty(toPath) ? fromPath[(fromPath.LastIndexOf('/') + 1)..] : toPath);
        S3ReadStream source = await S3ReadStream.OpenAsync(bucket.Connect(), bucket.JoinBucketFolder(fromPath), cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            await S3Uploader.FromStreamAsync(target, source, key, new TransferMeter(progress, source.Length, 1), cancellationToken).ConfigureAwait(false);
        }

        return key;
    }
}
