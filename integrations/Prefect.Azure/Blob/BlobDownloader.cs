using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Azure;

/// <summary>Downloads blobs at constant memory: several ranges at once, which are written in their order.</summary>
internal static class BlobDownloader
{
    /// <summary>Downloads to a file beside the final one, which takes its name only when it is whole.</summary>
    public static async Task ToFileAsync(
        BlobConnection connection, string name, string path, Func<long, TransferMeter> meter, CancellationToken cancellationToken)
    {
        using BlobSource source = await BlobSource.OpenAsync(connection, connection.Blob(name), cancellationToken).ConfigureAwait(false);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using FileReplacement replacement = new(path);
        using (SafeFileHandle file = File.OpenHandle(replacement.TemporaryPath, FileMode.CreateNew, FileAccess.Write))
        {
            await CopyAsync(connection, source, name, (data, at) => Write(file, data, at), meter(source.Length), cancellationToken).ConfigureAwait(false);
        }

        replacement.Commit();
    }

    public static async Task ToStreamAsync(
        BlobConnection connection, string name, Stream destination, Func<long, TransferMeter> meter, CancellationToken cancellationToken)
    {
        using BlobSource source = await BlobSource.OpenAsync(connection, connection.Blob(name), cancellationToken).ConfigureAwait(false);
        await CopyAsync(connection, source, name, (data, _) => destination.WriteAsync(data, cancellationToken), meter(source.Length), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <exception cref="AzureException">The blob is not there, may not be read or is larger than an array can be.</exception>
    public static async Task<byte[]> ToArrayAsync(BlobConnection connection, string name, CancellationToken cancellationToken)
    {
        using BlobSource source = await BlobSource.OpenAsync(connection, connection.Blob(name), cancellationToken).ConfigureAwait(false);
        if (source.Length > Array.MaxLength)
        {
            throw new AzureException(
                $"Could not read '{connection.Blob(name)}' as a whole: its {source.Length} bytes are more than an array holds. Download it to a path or a stream.",
                ServiceFault.Unknown,
                null);
        }

        byte[] content = new byte[source.Length];
        await CopyAsync(connection, source, name, (data, at) => Copy(content, data, at), new TransferMeter(null), cancellationToken).ConfigureAwait(false);
        return content;
    }

    // Into the system's cache: that takes microseconds, where an asynchronous write costs a change of threads.
    private static ValueTask Write(SafeFileHandle file, ReadOnlyMemory<byte> data, long at)
    {
        RandomAccess.Write(file, data.Span, at);
        return ValueTask.CompletedTask;
    }

    private static ValueTask Copy(byte[] content, ReadOnlyMemory<byte> data, long at)
    {
        data.Span.CopyTo(content.AsSpan((int)at));
        return ValueTask.CompletedTask;
    }

    [SuppressMessage("Reliability", "CA2025", Justification = "All ranges have ended before the method does, whichever way it does.")]
    private static async Task CopyAsync(
        BlobConnection connection,
        BlobSource source,
        string name,
        Func<ReadOnlyMemory<byte>, long, ValueTask> write,
        TransferMeter meter,
        CancellationToken cancellationToken)
    {
        using CancellationTokenSource failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Queue<Pending> pending = new();
        Stack<byte[]> free = new();
        try
        {
            for (long asked = 0, written = 0; written < source.Length;)
            {
                while (asked < source.Length && pending.Count < connection.Options.Parallelism)
                {
                    int length = (int)Math.Min(connection.Options.RangeSize, source.Length - asked);
                    byte[] buffer = free.TryPop(out byte[]? used) ? used : GC.AllocateUninitializedArray<byte>(length);
                    Memory<byte> range = buffer.AsMemory(0, length);
                    pending.Enqueue(new Pending(source.ReadAsync(asked, range, failed.Token), range, buffer));
                    asked += length;
                }

                Pending next = pending.Peek();
                await next.Reading.ConfigureAwait(false);
                await write(next.Range, written).ConfigureAwait(false);
                written += next.Range.Length;
                meter.Add(name, next.Range.Length);
                free.Push(pending.Dequeue().Buffer);
            }
        }
        catch
        {
            await failed.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(pending.Select(static range => range.Reading)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        meter.Finish(name);
        AzureTelemetry.Transfers.Downloaded(source.Length);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Pending(Task Reading, Memory<byte> Range, byte[] Buffer);
}
