using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Logging;

namespace Prefect.Aws;

/// <summary>An upload in parts. It ends as a whole object, or is taken back so that nothing of it is left to be paid for.</summary>
internal sealed partial class S3MultipartUpload
{
    private static readonly TimeSpan s_abortTimeout = TimeSpan.FromSeconds(30);

    private readonly S3Connection _connection;
    private readonly string _key;
    private readonly string _id;
    private readonly ChecksumAlgorithm? _checksum;
    private readonly ConcurrentBag<PartETag> _parts = [];

    private S3MultipartUpload(S3Connection connection, string key, string id, ChecksumAlgorithm? checksum)
    {
        _connection = connection;
        _key = key;
        _id = id;
        _checksum = checksum;
    }

    public static async Task<S3MultipartUpload> StartAsync(
        S3Connection connection, string key, CancellationToken cancellationToken, Action<InitiateMultipartUploadRequest>? prepare = null)
    {
        ChecksumAlgorithm? checksum =
            connection.Client.Config.RequestChecksumCalculation == RequestChecksumCalculation.WHEN_SUPPORTED ? ChecksumAlgorithm.CRC32 : null;
        InitiateMultipartUploadRequest request = new() { BucketName = connection.Bucket, Key = key, ChecksumAlgorithm = checksum };
        prepare?.Invoke(request);
        connection.Options.Objects.Apply(request);
        InitiateMultipartUploadResponse answer = await connection.CallAsync(
            "CreateMultipartUpload", "upload", key, (client, token) => client.InitiateMultipartUploadAsync(request, token), cancellationToken)
            .ConfigureAwait(false);
        return new S3MultipartUpload(connection, key, answer.UploadId, checksum);
    }

    /// <summary>Sends the parts and completes the upload; takes it back when that fails or is cancelled.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> sendParts, CancellationToken cancellationToken)
    {
        try
        {
            await sendParts(cancellationToken).ConfigureAwait(false);
            await CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await AbortAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async Task SendAsync(UploadPartRequest request, CancellationToken cancellationToken)
    {
        request.BucketName = _connection.Bucket;
        request.Key = _key;
        request.UploadId = _id;
        request.ChecksumAlgorithm = _checksum;
        UploadPartResponse answer = await _connection.CallAsync(
            "UploadPart", "upload", _key, (client, token) => client.UploadPartAsync(request, token), cancellationToken).ConfigureAwait(false);
        _parts.Add(new PartETag(answer));
    }

    public async Task CopyAsync(CopyPartRequest request, CancellationToken cancellationToken)
    {
        request.DestinationBucket = _connection.Bucket;
        request.DestinationKey = _key;
        request.UploadId = _id;
        CopyPartResponse answer = await _connection.CallAsync(
            "UploadPartCopy", "copy to", _key, (client, token) => client.CopyPartAsync(request, token), cancellationToken).ConfigureAwait(false);
        _parts.Add(new PartETag(answer));
    }

    private Task<CompleteMultipartUploadResponse> CompleteAsync(CancellationToken cancellationToken)
    {
        CompleteMultipartUploadRequest request = new() { BucketName = _connection.Bucket, Key = _key, UploadId = _id };
        request.PartETags = [.. _parts.OrderBy(part => part.PartNumber)];
        return _connection.CallAsync(
            "CompleteMultipartUpload", "upload", _key, (client, token) => client.CompleteMultipartUploadAsync(request, token), cancellationToken);
    }

    [SuppressMessage("Design", "CA1031", Justification = "What ended the upload is thrown; that it could not be taken back is only logged.")]
    private async Task AbortAsync()
    {
        using CancellationTokenSource limit = new(s_abortTimeout, _connection.Options.TimeProvider);
        try
        {
            AbortMultipartUploadRequest request = new() { BucketName = _connection.Bucket, Key = _key, UploadId = _id };
            await _connection.CallAsync(
                "AbortMultipartUpload", "take back the upload of", _key, (client, token) => client.AbortMultipartUploadAsync(request, token), limit.Token)
                .ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            NotAborted(_connection.Logger, exception, _connection.Bucket, _key, _id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The unfinished upload {UploadId} of 's3://{Bucket}/{Key}' could not be taken back: its parts cost storage until a rule or somebody removes them.")]
    private static partial void NotAborted(ILogger logger, Exception exception, string bucket, string key, string uploadId);
}
