using System.Text;
using Prefect.Blocks;
using Prefect.Flows;
using Prefect.Http;

namespace Prefect.Gcp;

/// <content>Uploads.</content>
public static partial class CloudStorageTasks
{
    /// <summary>Uploads text as an object, in UTF-8. One that is there is replaced.</summary>
    /// <param name="data">The text.</param>
    /// <param name="bucket">Name of the bucket.</param>
    /// <param name="blob">Name of the object.</param>
    /// <param name="gcpCredentials">How to sign in.</param>
    /// <param name="contentType">Kind of the content. Default: <c>text/plain</c>.</param>
    /// <param name="chunkSize">Bytes that are sent at once, a multiple of 256 KiB. Default: 16 MiB.</param>
    /// <param name="encryptionKey">Key of 32 bytes that the object is encrypted with. Default: the service's own.</param>
    /// <param name="timeout">How long there may be no answer. Default: 60 seconds, and a second more for each 64 KiB.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Name of the object.</returns>
    /// <exception cref="ArgumentException">An argument is null, empty or out of its range.</exception>
    /// <exception cref="GcpException">The bucket is not there, or the object may not be written, or the service could not be reached.</exception>
    [FlowTask]
    public static Task<string> CloudStorageUploadBlobFromStringAsync(
        string data,
        string bucket,
        string blob,
        GcpCredentials gcpCredentials,
        string? contentType = null,
        int? chunkSize = null,
        SecretBytes? encryptionKey = null,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        return CloudStorageUploadBlobFromBytesAsync(
            Encoding.UTF8.GetBytes(data), bucket, blob, gcpCredentials, contentType ?? "text/plain", chunkSize, encryptionKey, timeout, cancellationToken);
    }

    /// <summary>Uploads bytes as an object. One that is there is replaced.</summary>
    /// <param name="data">The content.</param>
    /// <param name="bucket">Name of the bucket.</param>
    /// <param name="blob">Name of the object.</param>
    /// <param name="gcpCredentials">How to sign in.</param>
    /// <param name="contentType">Kind of the content. Default: the service's own, <c>application/octet-stream</c>.</param>
    /// <param name="chunkSize">Bytes that are sent at once, a multiple of 256 KiB. Default: 16 MiB.</param>
    /// <param name="encryptionKey">Key of 32 bytes that the object is encrypted with. Default: the service's own.</param>
    /// <param name="timeout">How long there may be no answer. Default: 60 seconds, and a second more for each 64 KiB.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Name of the object.</returns>
    /// <exception cref="ArgumentException">An argument is null, empty or out of its range.</exception>
    /// <exception cref="GcpException">The bucket is not there, or the object may not be written, or the service could not be reached.</exception>
    [FlowTask]
    public static async Task<string> CloudStorageUploadBlobFromBytesAsync(
        ReadOnlyMemory<byte> data,
        string bucket,
        string blob,
        GcpCredentials gcpCredentials,
        string? contentType = null,
        int? chunkSize = null,
        SecretBytes? encryptionKey = null,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        GcsConnection connection = await FindAsync(bucket, blob, gcpCredentials, Options(chunkSize, encryptionKey, timeout, contentType), cancellationToken)
            .ConfigureAwait(false);
        await GcsUploader.FromMemoryAsync(connection, data, new GcsWrite(blob, contentType, Overwrite: true), cancellationToken).ConfigureAwait(false);
        return blob;
    }

    /// <summary>Uploads a file as an object. One that is there is replaced.</summary>
    /// <param name="file">Local file.</param>
    /// <param name="bucket">Name of the bucket.</param>
    /// <param name="blob">Name of the object.</param>
    /// <param name="gcpCredentials">How to sign in.</param>
    /// <param name="contentType">Kind of the content. Default: by the end of the file's name.</param>
    /// <param name="chunkSize">Bytes that are sent at once, a multiple of 256 KiB. Default: 16 MiB.</param>
    /// <param name="encryptionKey">Key of 32 bytes that the object is encrypted with. Default: the service's own.</param>
    /// <param name="timeout">How long there may be no answer. Default: 60 seconds, and a second more for each 64 KiB.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Name of the object.</returns>
    /// <exception cref="ArgumentException">An argument is null, empty or out of its range.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read, or changed while it was uploaded.</exception>
    /// <exception cref="GcpException">The bucket is not there, or the object may not be written, or the service could not be reached.</exception>
    [FlowTask]
    public static async Task<string> CloudStorageUploadBlobFromFileAsync(
        string file,
        string bucket,
        string blob,
        GcpCredentials gcpCredentials,
        string? contentType = null,
        int? chunkSize = null,
        SecretBytes? encryptionKey = null,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        string path = Path.GetFullPath(file);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file '{path}' to upload.", path);
        }

        GcsConnection connection = await FindAsync(bucket, blob, gcpCredentials, Options(chunkSize, encryptionKey, timeout, contentType), cancellationToken)
            .ConfigureAwait(false);
        GcsWrite write = new(blob, GcsContentTypes.Of(path), Overwrite: true);
        await GcsUploader.FromFileAsync(connection, path, write, static _ => new TransferMeter(null), cancellationToken).ConfigureAwait(false);
        return blob;
    }

    /// <summary>Uploads what a stream holds from its present position on. An object that is there is replaced.</summary>
    /// <param name="file">The stream; it need not be seekable, and stays open.</param>
    /// <param name="bucket">Name of the bucket.</param>
    /// <param name="blob">Name of the object.</param>
    /// <param name="gcpCredentials">How to sign in.</param>
    /// <param name="contentType">Kind of the content. Default: the service's own, <c>application/octet-stream</c>.</param>
    /// <param name="chunkSize">Bytes that are sent at once, a multiple of 256 KiB. Default: 16 MiB.</param>
    /// <param name="encryptionKey">Key of 32 bytes that the object is encrypted with. Default: the service's own.</param>
    /// <param name="timeout">How long there may be no answer. Default: 60 seconds, and a second more for each 64 KiB.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Name of the object.</returns>
    /// <exception cref="ArgumentException">An argument is null, empty or out of its range, or the stream not readable.</exception>
    /// <exception cref="GcpException">The bucket is not there, or the object may not be written, or the service could not be reached.</exception>
    public static async Task<string> CloudStorageUploadBlobFromFileAsync(
        Stream file,
        string bucket,
        string blob,
        GcpCredentials gcpCredentials,
        string? contentType = null,
        int? chunkSize = null,
        SecretBytes? encryptionKey = null,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!file.CanRead)
        {
            throw new ArgumentException("The stream cannot be read.", nameof(file));
        }

        GcsConnection connection = await FindAsync(bucket, blob, gcpCredentials, Options(chunkSize, encryptionKey, timeout, contentType), cancellationToken)
            .ConfigureAwait(false);
        GcsWrite write = new(blob, contentType, Overwrite: true);
        await GcsUploader.FromStreamAsync(connection, file, write, new TransferMeter(null), cancellationToken).ConfigureAwait(false);
        return blob;
    }
}
