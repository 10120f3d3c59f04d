using System.Buffers;
using System.Runtime.InteropServices;
using Prefect.Http;
using Amazon.S3.Model;

namespace Prefect.Aws;

/// <summary>Uploads files and streams at constant memory, large ones in parts.</summary>
internal static class S3Uploader
{
    public static async Task FromFileAsync(
        S3Connection connection, string path, long length, string key, TransferMeter meter, CancellationToken cancellationToken)
    {
        if (length > connection.Options.MultipartThreshold)
        {
            await FromFileInPartsAsync(connection, path, length, key, meter, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await PutAsync(connection, new PutObjectRequest { Key = key, FilePath = path }, cancellationToken).ConfigureAwait(false);
            meter.Add(key, length);
        }

        meter.Finish(key);
        AwsTelemetry.Transfers.Uploaded(length);
    }

    public static async Task FromMemoryAsync(
        S3Connection connection, ReadOnlyMemory<byte> content, string key, TransferMeter meter, CancellationToken cancellationToken)
    {
        using MemoryStream stream = MemoryMarshal.TryGetArray(content, out ArraySegment<byte> array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(content.ToArray(), writable: false);
        if (content.Length > connection.Options.MultipartThreshold)
        {
            await FromStreamAsync(connection, stream, key, meter, cancellationToken).ConfigureAwait(false);
            return;
        }

        await PutAsync(connection, stream, key, cancellationToken).ConfigureAwait(false);
        meter.Add(key, content.Length);
        meter.Finish(key);
        AwsTelemetry.Transfers.Uploaded(content.Length);
    }

    /// <summary>Uploads the rest of a stream. What fits into one part goes as one request.</summary>
    public static async Task FromStreamAsync(
        S3Connection connection, Stream source, string key, TransferMeter meter, CancellationToken cancellationToken)
    {
        long? length = source.CanSeek ? Math.Max(0, source.Length - source.Position) : null;
        S3PartPlan plan = new(connection.Options.PartSize, length);
        int first = (int)Math.Min(plan.SizeOf(1), (length ?? long.MaxValue - 1) + 1);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(first);
        int filled = await source.ReadAtLeastAsync(buffer.AsMemory(0, first), first, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (filled == first && first < plan.SizeOf(1))
        {
            // The stream has grown since its length was read: what it holds now is sent, all of it.
            byte[] whole = ArrayPool<byte>.Shared.Rent((int)plan.SizeOf(1));
            buffer.AsSpan(0, filled).CopyTo(whole);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = whole;
            first = (int)plan.SizeOf(1);
            filled += await source.ReadAtLeastAsync(buffer.AsMemory(filled, first - filled), first - filled, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(false);
        }

        if (filled == first && first == plan.SizeOf(1))
        {
            await FromStreamInPartsAsync(connection, source, key, plan, buffer, meter, cancellationToken).ConfigureAwait(false);
            return;
        }

        // Returned only after success: a request that failed may still be reading.
        using MemoryStream stream = new(buffer, 0, filled, writable: false);
        await PutAsync(connection, stream, key, cancellationToken).ConfigureAwait(false);
        ArrayPool<byte>.Shared.Return(buffer);
        meter.Add(key, filled);
        meter.Finish(key);
        AwsTelemetry.Transfers.Uploaded(filled);
    }

    private static Task<PutObjectResponse> PutAsync(S3Connection connection, Stream stream, string key, CancellationToken cancellationToken) =>
        PutAsync(connection, new PutObjectRequest { Key = key, InputStream = stream, AutoCloseStream = false }, cancellationToken);

    private static Task<PutObjectResponse> PutAsync(S3Connection connection, PutObjectRequest request, CancellationToken cancellationToken)
    {
        request.BucketName = connection.Bucket;
        connection.Options.Objects.Apply(request);
        return connection.CallAsync("PutObject", "upload", request.Key, (client, token) => client.PutObjectAsync(request, token), cancellationToken);
    }

    private static async Task FromFileInPartsAsync(
        S3Connection connection, string path, long length, string key, TransferMeter meter, CancellationToken cancellationToken)
    {
        S3PartPlan plan = new(connection.Options.PartSize, length);
        S3MultipartUpload upload = await S3MultipartUpload.StartAsync(connection, key, cancellationToken).ConfigureAwait(false);
        await upload.RunAsync(
            async token =>
            {
                ParallelOptions options = new() { MaxDegreeOfParallelism = connection.Options.PartParallelism, CancellationToken = token };
                await Parallel.ForEachAsync(plan.Parts(length), options, async (part, inner) =>
                {
                    UploadPartRequest request = new() { PartNumber = part.Number, FilePath = path, FilePosition = part.Offset, PartSize = part.Size };
                    await upload.SendAsync(request, inner).ConfigureAwait(false);
                    meter.Add(key, part.Size);
                }).ConfigureAwait(false);
                if (new FileInfo(path).Length != length)
                {
                    throw new IOException($"The file '{path}' changed its length while it was uploaded; nothing was stored. Upload it again when it is complete.");
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task FromStreamInPartsAsync(
        S3Connection connection, Stream source, string key, S3PartPlan plan, byte[] first, TransferMeter meter, CancellationToken cancellationToken)
    {
        S3MultipartUpload upload = await S3MultipartUpload.StartAsync(connection, key, cancellationToken).ConfigureAwait(false);
        S3PartSender sender = new(upload, plan, connection.Options.PartParallelism, part => meter.Add(key, part));
        long sent = 0;
        await upload.RunAsync(
            async token => sent = await sender.SendAllAsync(source, first, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        meter.Finish(key);
        AwsTelemetry.Transfers.Uploaded(sent);
    }
}
