using System.Net.Http.Headers;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>Uploads files and streams at constant memory: small ones with one request, others in pieces.</summary>
internal static class GcsUploader
{
    /// <exception cref="IOException">The file cannot be read, or changed meanwhile.</exception>
    public static async Task FromFileAsync(
        GcsConnection connection, string path, GcsWrite write, Func<long, TransferMeter> meter, CancellationToken cancellationToken)
    {
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        await using (file.ConfigureAwait(false))
        {
            long length = file.Length;
            await SendAsync(connection, file, write, meter(length), expected: length, cancellationToken).ConfigureAwait(false);
        }
    }

    public static async Task FromMemoryAsync(GcsConnection connection, ReadOnlyMemory<byte> content, GcsWrite write, CancellationToken cancellationToken)
    {
        if (content.Length <= connection.Options.ChunkSize)
        {
            await SendWholeAsync(connection, content, write, cancellationToken).ConfigureAwait(false);
            GcpTelemetry.Uploaded(content.Length);
            return;
        }

        ArraySegment<byte> array = MemoryMarshal.TryGetArray(content, out ArraySegment<byte> own) ? own : content.ToArray();
        MemoryStream stream = new(array.Array!, array.Offset, array.Count, writable: false);
        await using (stream.ConfigureAwait(false))
        {
            await FromStreamAsync(connection, stream, write, new TransferMeter(null), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Uploads the rest of a stream.</summary>
    public static Task FromStreamAsync(GcsConnection connection, Stream source, GcsWrite write, TransferMeter meter, CancellationToken cancellationToken) =>
        SendAsync(connection, source, write, meter, expected: null, cancellationToken);

    private static async Task SendAsync(
        GcsConnection connection, Stream source, GcsWrite write, TransferMeter meter, long? expected, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int chunk = connection.Options.ChunkSize;
        long? length = expected ?? (source.CanSeek ? Math.Max(0, source.Length - source.Position) : null);

        // One byte more than the length said: a stream that has grown since then is sent as it is now.
        int first = (int)Math.Min(chunk, (length ?? long.MaxValue - 1) + 1);
        byte[] buffer = GC.AllocateUninitializedArray<byte>(first);
        int filled = await source.ReadAtLeastAsync(buffer, first, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (filled == first && first < chunk)
        {
            Array.Resize(ref buffer, chunk);
            filled += await source.ReadAtLeastAsync(buffer.AsMemory(first), chunk - first, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        }

        if (filled == chunk)
        {
            await SendInPiecesAsync(connection, source, buffer, write, meter, expected, cancellationToken).ConfigureAwait(false);
            return;
        }

        ThrowIfChanged(write, expected, filled);
        await SendWholeAsync(connection, buffer.AsMemory(0, filled), write, cancellationToken).ConfigureAwait(false);
        meter.Add(write.Name, filled);
        meter.Finish(write.Name);
        GcpTelemetry.Uploaded(filled);
    }

    private static async Task SendInPiecesAsync(
        GcsConnection connection, Stream source, byte[] first, GcsWrite write, TransferMeter meter, long? expected, CancellationToken cancellationToken)
    {
        long start = source.CanSeek ? source.Position - first.Length : -1;
        GcsPieces pieces = new(source, first, connection.Options.VerifyChecksums);
        try
        {
            await SendInPiecesAsync(connection, pieces, write, meter, expected, cancellationToken).ConfigureAwait(false);
        }
        catch (GcpException exception) when (start >= 0 && pieces.Sent > 0 && exception.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            // The service forgot what it had of the upload: that is rare, and a second time is no accident.
            GcsLog.Restarting(connection.Logger, connection.Object(write.Name).ToString(), pieces.Sent);
            meter.Add(write.Name, -pieces.Taken);
            source.Position = start;
            await source.ReadExactlyAsync(first, cancellationToken).ConfigureAwait(false);
            pieces = new GcsPieces(source, first, connection.Options.VerifyChecksums);
            await SendInPiecesAsync(connection, pieces, write, meter, expected, cancellationToken).ConfigureAwait(false);
        }

        meter.Finish(write.Name);
        GcpTelemetry.Uploaded(pieces.Sent);
    }

    private static async Task SendInPiecesAsync(
        GcsConnection connection, GcsPieces pieces, GcsWrite write, TransferMeter meter, long? expected, CancellationToken cancellationToken)
    {
        GcsResumableUpload upload = await GcsResumableUpload.StartAsync(connection, write, expected, cancellationToken).ConfigureAwait(false);
        try
        {
            GcsObjectResource stored = await SendAllAsync(upload, pieces, write, meter, expected, cancellationToken).ConfigureAwait(false);
            await ThrowUnlessStoredAsync(connection, write, stored, pieces.Checksum, pieces.Sent).ConfigureAwait(false);
        }
        catch
        {
            await pieces.EndAsync().ConfigureAwait(false);
            await upload.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<GcsObjectResource> SendAllAsync(
        GcsResumableUpload upload, GcsPieces pieces, GcsWrite write, TransferMeter meter, long? expected, CancellationToken cancellationToken)
    {
        while (true)
        {
            // The next piece is read while this one is on its way: that also tells whether this one is the last.
            long offset = pieces.Sent;
            ReadOnlyMemory<byte> piece = await pieces.NextAsync(cancellationToken).ConfigureAwait(false);
            long? total = pieces.IsLast ? offset + piece.Length : null;
            if (total is { } length)
            {
                ThrowIfChanged(write, expected, length);
            }

            GcsObjectResource? stored = await upload.SendAsync(offset, piece, total, pieces.Checksum, cancellationToken).ConfigureAwait(false);
            meter.Add(write.Name, piece.Length);
            pieces.Taken += piece.Length;
            if (stored is not null)
            {
                return stored;
            }
        }
    }

    private static async Task SendWholeAsync(GcsConnection connection, ReadOnlyMemory<byte> content, GcsWrite write, CancellationToken cancellationToken)
    {
        string? checksum = connection.Options.VerifyChecksums ? Crc32C.Text(Crc32C.Append(0, content.Span)) : null;
        GcsObjectSettings settings = connection.Options.Objects;
        byte[] description = JsonSerializer.SerializeToUtf8Bytes(write.Describe(settings, checksum), GcsJson.Default.GcsObjectResource);
        int attempts = 0;
        GoogleRequest request = write.Request(connection, "multipart") with
        {
            Body = new GoogleBody(() =>
            {
                attempts++;
                return Join(description, content, write.TypeOf(settings));
            }),
            MayRepeat = true,
            Timeout = connection.TimeoutFor(content.Length),
        };
        try
        {
            GcsObjectResource stored = await connection.Service.SendAsync(
                connection.Object(write.Name).Operation("objects.insert", "upload"), request, GcsJson.Default.GcsObjectResource, cancellationToken).ConfigureAwait(false);
            await ThrowUnlessStoredAsync(connection, write, stored, checksum, content.Length).ConfigureAwait(false);
        }
        catch (GcpException exception) when (attempts > 1 && exception.StatusCode == HttpStatusCode.PreconditionFailed)
        {
            // What is there may be what an attempt stored whose answer was lost.
            GcsObjectInfo? there = await connection.FindAsync(write.Name, cancellationToken).ConfigureAwait(false);
            if (there is null || there.Size != content.Length || there.Crc32C != Crc32C.Text(Crc32C.Append(0, content.Span)))
            {
                throw;
            }
        }
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The whole owns its parts, and the request the whole.")]
    private static MultipartContent Join(byte[] description, ReadOnlyMemory<byte> content, string contentType)
    {
        ByteArrayContent first = new(description);
        first.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        ReadOnlyMemoryContent second = new(content);
        second.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return new MultipartContent("related") { first, second };
    }

    // An object that is not what was sent is taken away again, unless somebody has written another meanwhile.
    private static async Task ThrowUnlessStoredAsync(GcsConnection connection, GcsWrite write, GcsObjectResource stored, string? checksum, long length)
    {
        bool isWhole = (stored.Size is null || stored.Size == length) && (checksum is null || stored.Crc32C is null || stored.Crc32C == checksum);
        if (isWhole)
        {
            return;
        }

        bool isGone = stored.Generation is { } generation && await TryDeleteAsync(connection, write.Name, generation).ConfigureAwait(false);
        throw new GcpException(
            $"Could not upload '{connection.Object(write.Name)}': the service stored something else than was sent. {(isGone ? "It was deleted there: upload it again." : "Upload it again, or delete it.")}",
            new ServiceFault(HttpStatusCode.OK, null, null, IsTransient: true),
            null);
    }

    private static async Task<bool> TryDeleteAsync(GcsConnection connection, string name, long generation)
    {
        try
        {
            await connection.DeleteAsync(name, generation, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (GcpException)
        {
            // That it is wrong is what the caller is to hear.
            return false;
        }
    }

    private static void ThrowIfChanged(GcsWrite write, long? expected, long length)
    {
        if (expected is { } said && said != length)
        {
            throw new IOException($"The file for '{write.Name}' changed its length while it was uploaded; nothing was stored. Upload it again when it is complete.");
        }
    }
}
