using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>Downloads objects at constant memory: several ranges at once, which are checked and written in their order.</summary>
internal static class GcsDownloader
{
    /// <summary>Downloads to a file beside the final one, which takes its name only when it is whole.</summary>
    public static async Task ToFileAsync(
        GcsConnection connection, string name, string path, Func<long, TransferMeter> meter, CancellationToken cancellationToken)
    {
        using GcsSource source = await GcsSource.OpenAsync(connection, connection.Object(name), cancellationToken).ConfigureAwait(false);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using FileReplacement replacement = new(path);
        using (SafeFileHandle file = File.OpenHandle(replacement.TemporaryPath, FileMode.CreateNew, FileAccess.Write))
        {
            long written = 0;
            await CopyAsync(connection, source, name, data => Write(file, data, ref written), meter(source.Length), cancellationToken).ConfigureAwait(false);
        }

        replacement.Commit();
    }

    public static async Task ToStreamAsync(
        GcsConnection connection, string name, Stream destination, Func<long, TransferMeter> meter, CancellationToken cancellationToken)
    {
        using GcsSource source = await GcsSource.OpenAsync(connection, connection.Object(name), cancellationToken).ConfigureAwait(false);
        await CopyAsync(connection, source, name, data => destination.WriteAsync(data, cancellationToken), meter(source.Length), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <exception cref="GcpException">The object is not there, may not be read or is larger than an array can be.</exception>
    public static async Task<byte[]> ToArrayAsync(GcsConnection connection, string name, CancellationToken cancellationToken)
    {
        using GcsSource source = await GcsSource.OpenAsync(connection, connection.Object(name), cancellationToken).ConfigureAwait(false);
        if (source.Length > Array.MaxLength)
        {
            throw new GcpException(
                $"Could not read '{connection.Object(name)}' as a whole: its {source.Length} bytes are more than an array holds. Download it to a path or a stream.",
                ServiceFault.Unknown,
                null);
        }

        // Of the right size at once, and given away as it is, unless it is unpacked on the way.
        byte[] content = new byte[source.Length];
        using MemoryStream unpacked = new();
        int filled = 0;
        bool unpacks = Unpacks(connection, source);
        await CopyAsync(
            connection,
            source,
            name,
            data =>
            {
                if (unpacks)
                {
                    unpacked.Write(data.Span);
                }
                else
                {
                    data.Span.CopyTo(content.AsSpan(filled));
                    filled += data.Length;
                }

                return ValueTask.CompletedTask;
            },
            new TransferMeter(null),
            cancellationToken).ConfigureAwait(false);
        return unpacks ? unpacked.ToArray() : content;
    }

    private static bool Unpacks(GcsConnection connection, GcsSource source) => connection.Options.Decompress && source.IsPacked;

    private static async Task CopyAsync(
        GcsConnection connection,
        GcsSource source,
        string name,
        Func<ReadOnlyMemory<byte>, ValueTask> write,
        TransferMeter meter,
        CancellationToken cancellationToken)
    {
        if (Unpacks(connection, source))
        {
            await UnpackAsync(connection, source, name, write, meter, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await ReadAllAsync(connection, source, name, write, meter, cancellationToken).ConfigureAwait(false);
        }

        meter.Finish(name);
        GcpTelemetry.Downloaded(source.Length);
    }

    // What is read is checked as it is stored, and unpacked beside it.
    private static async Task UnpackAsync(
        GcsConnection connection,
        GcsSource source,
        string name,
        Func<ReadOnlyMemory<byte>, ValueTask> write,
        TransferMeter meter,
        CancellationToken cancellationToken)
    {
        Pipe pipe = new();
        using CancellationTokenSource failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task unpacking = UnpackAsync(connection, pipe.Reader, name, write, cancellationToken);
        Exception? broken = null;
        try
        {
            await ReadAllAsync(
                connection,
                source,
                name,
                async data =>
                {
                    FlushResult taken = await pipe.Writer.WriteAsync(data, failed.Token).ConfigureAwait(false);
                    if (taken.IsCompleted)
                    {
                        // Whoever unpacks has ended, for a reason that it tells.
                        await unpacking.ConfigureAwait(false);
                    }
                },
                meter,
                failed.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            broken = exception;
            throw;
        }
        finally
        {
            await pipe.Writer.CompleteAsync(broken).ConfigureAwait(false);
            await unpacking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await unpacking.ConfigureAwait(false);
    }

    private static async Task UnpackAsync(
        GcsConnection connection, PipeReader packed, string name, Func<ReadOnlyMemory<byte>, ValueTask> write, CancellationToken cancellationToken)
    {
        byte[] buffer = GC.AllocateUninitializedArray<byte>(128 * 1024);
        Exception? broken = null;
        try
        {
            GZipStream content = new(packed.AsStream(leaveOpen: true), CompressionMode.Decompress);
            await using (content.ConfigureAwait(false))
            {
                while (await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and int read)
                {
                    await write(buffer.AsMemory(0, read)).ConfigureAwait(false);
                }
            }
        }
        catch (InvalidDataException exception)
        {
            broken = new GcpException(
                $"Could not unpack '{connection.Object(name)}': its content encoding is gzip, and its content is not. Set Decompress to false to have it as it is stored.",
                ServiceFault.Unknown,
                exception);
            throw broken;
        }
        catch (Exception exception)
        {
            broken = exception;
            throw;
        }
        finally
        {
            await packed.CompleteAsync(broken).ConfigureAwait(false);
        }
    }

    [SuppressMessage("Reliability", "CA2025", Justification = "All ranges have ended before the method does, whichever way it does.")]
    private static async Task ReadAllAsync(
        GcsConnection connection,
        GcsSource source,
        string name,
        Func<ReadOnlyMemory<byte>, ValueTask> write,
        TransferMeter meter,
        CancellationToken cancellationToken)
    {
        using GcsContentHash hash = new(source.Checksums);
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
                hash.Append(next.Range.Span);
                await write(next.Range).ConfigureAwait(false);
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

        if (!hash.IsWhole())
        {
            throw new GcpException(
                $"Could not download '{connection.Object(name)}': its checksum is another than the service gave. Something on the way changed it: download it again.",
                ServiceFault.Unanswered,
                null);
        }
    }

    // Into the system's cache: that takes microseconds, where an asynchronous write costs a change of threads.
    private static ValueTask Write(SafeFileHandle file, ReadOnlyMemory<byte> data, ref long at)
    {
        RandomAccess.Write(file, data.Span, at);
        at += data.Length;
        return ValueTask.CompletedTask;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Pending(Task Reading, Memory<byte> Range, byte[] Buffer);
}
