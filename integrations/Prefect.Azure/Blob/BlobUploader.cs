using System.Net;
using Prefect.Http;

namespace Prefect.Azure;

/// <summary>
/// Uploads files and streams at constant memory, large ones in blocks. Blocks of an upload that ends early are no part of any blob, and the
/// service forgets them after a week.
/// </summary>
internal static class BlobUploader
{
    /// <exception cref="IOException">The file cannot be read, or changed meanwhile.</exception>
    public static async Task FromFileAsync(
        BlobConnection connection, string path, string name, BlobWrite write, Func<long, TransferMeter> meter, CancellationToken cancellationToken)
    {
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        await using (file.ConfigureAwait(false))
        {
            long length = file.Length;
            long sent = await SendAsync(connection, file, name, write, meter(length), expected: length, cancellationToken).ConfigureAwait(false);
            AzureTelemetry.Transfers.Uploaded(sent);
        }
    }

    public static async Task FromMemoryAsync(
        BlobConnection connection, ReadOnlyMemory<byte> content, string name, BlobWrite write, CancellationToken cancellationToken)
    {
        if (content.Length <= connection.Options.BlockSize)
        {
            await PutAsync(connection, content, name, write, cancellationToken).ConfigureAwait(false);
            AzureTelemetry.Transfers.Uploaded(content.Length);
            return;
        }

        MemoryStream stream = new(content.ToArray(), writable: false);
        await using (stream.ConfigureAwait(false))
        {
            await FromStreamAsync(connection, stream, name, write, new TransferMeter(null), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Uploads the rest of a stream.</summary>
    public static async Task FromStreamAsync(
        BlobConnection connection, Stream source, string name, BlobWrite write, TransferMeter meter, CancellationToken cancellationToken)
    {
        long sent = await SendAsync(connection, source, name, write, meter, expected: null, cancellationToken).ConfigureAwait(false);
        AzureTelemetry.Transfers.Uploaded(sent);
    }

    private static async Task<long> SendAsync(
        BlobConnection connection, Stream source, string name, BlobWrite write, TransferMeter meter, long? expected, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        long? length = expected ?? (source.CanSeek ? Math.Max(0, source.Length - source.Position) : null);
        BlobBlockPlan plan = new(connection.Options.BlockSize, length);

        // One byte more than the length said: a stream that has grown since then is sent as it is now.
        int first = (int)Math.Min(plan.SizeOf(0), (length ?? long.MaxValue - 1) + 1);
        byte[] buffer = GC.AllocateUninitializedArray<byte>(first);
        int filled = await source.ReadAtLeastAsync(buffer, first, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (filled == first && first < plan.SizeOf(0))
        {
            Array.Resize(ref buffer, plan.SizeOf(0));
            filled += await source.ReadAtLeastAsync(buffer.AsMemory(first), buffer.Length - first, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        }

        if (filled == plan.SizeOf(0))
        {
            return await SendInBlocksAsync(connection, source, buffer, name, plan, write, meter, expected, cancellationToken).ConfigureAwait(false);
        }

        ThrowIfChanged(name, expected, filled);
        await PutAsync(connection, buffer.AsMemory(0, filled), name, write, cancellationToken).ConfigureAwait(false);
        meter.Add(name, filled);
        meter.Finish(name);
        return filled;
    }

    private static async Task<long> SendInBlocksAsync(
        BlobConnection connection,
        Stream source,
        byte[] first,
        string name,
        BlobBlockPlan plan,
        BlobWrite write,
        TransferMeter meter,
        long? expected,
        CancellationToken cancellationToken)
    {
        BlobAddress blob = connection.Blob(name);
        if (!write.Overwrite)
        {
            await ThrowIfThereAsync(connection, blob, cancellationToken).ConfigureAwait(false);
        }

        BlobBlockSender sender = new(connection, blob, plan, bytes => meter.Add(name, bytes));
        (IReadOnlyList<string> ids, long length) = await sender.SendAllAsync(source, first, cancellationToken).ConfigureAwait(false);
        ThrowIfChanged(name, expected, length);
        await connection.Service.PutBlockListAsync(blob, ids, write, cancellationToken).ConfigureAwait(false);
        meter.Finish(name);
        return length;
    }

    private static Task PutAsync(
        BlobConnection connection, ReadOnlyMemory<byte> content, string name, BlobWrite write, CancellationToken cancellationToken) =>
        connection.Service.PutAsync(connection.Blob(name), BlobBody.Create(content, connection.Options.ContentCheck), write, cancellationToken);

    // The service would say so only when all blocks are there.
    private static async Task ThrowIfThereAsync(BlobConnection connection, BlobAddress blob, CancellationToken cancellationToken)
    {
        AzureBlobInfo? there;
        try
        {
            there = await connection.Service.FindAsync(blob, cancellationToken).ConfigureAwait(false);
        }
        catch (AzureException exception) when (exception.StatusCode == HttpStatusCode.Forbidden)
        {
            // A signature may allow to write and not to read; the last request finds it out anyway.
            return;
        }

        if (there is not null)
        {
            ServiceFault fault = new(HttpStatusCode.Conflict, "BlobAlreadyExists", null, false);
            throw new AzureException(
                $"Could not {blob.Operation("", "upload")}: BlobAlreadyExists (409). A blob of this name is there. {AzureAdvice.For(fault, null)}", fault, null);
        }
    }

    private static void ThrowIfChanged(string name, long? expected, long length)
    {
        if (expected is { } said && said != length)
        {
            throw new IOException($"The file for '{name}' changed its length while it was uploaded; nothing was stored. Upload it again when it is complete.");
        }
    }
}
