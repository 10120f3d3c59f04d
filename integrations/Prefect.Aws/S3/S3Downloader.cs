using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Aws;

/// <summary>Downloads objects at constant memory.</summary>
internal static class S3Downloader
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Downloads to a file beside the final one, which takes its name only when it is whole.</summary>
    public static async Task ToFileAsync(
        S3Connection connection, string key, string path, Func<long, TransferMeter> meter, CancellationToken cancellationToken)
    {
        string folder = Path.GetDirectoryName(path)!;
        S3ReadStream source = await S3ReadStream.OpenAsync(connection, key, cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            Directory.CreateDirectory(folder);
            using FileReplacement replacement = new(path);
            using (SafeFileHandle file = File.OpenHandle(replacement.TemporaryPath, FileMode.CreateNew, FileAccess.Write))
            {
                await CopyAsync(source, key, (data, at) => Write(file, data, at), meter(source.Length), cancellationToken).ConfigureAwait(false);
            }

            replacement.Commit();
        }
    }

    public static async Task ToStreamAsync(
        S3Connection connection, string key, Stream destination, Func<long, TransferMeter> meter, CancellationToken cancellationToken)
    {
        S3ReadStream source = await S3ReadStream.OpenAsync(connection, key, cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            await CopyAsync(source, key, (data, _) => destination.WriteAsync(data, cancellationToken), meter(source.Length), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <exception cref="AwsException">The object is not there, may not be read or is larger than an array can be.</exception>
    public static async Task<byte[]> ToArrayAsync(S3Connection connection, string key, CancellationToken cancellationToken)
    {
        S3ReadStream source = await S3ReadStream.OpenAsync(connection, key, cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            if (source.Length > Array.MaxLength)
            {
                throw new AwsException(
                    $"Could not read 's3://{connection.Bucket}/{key}' as a whole: its {source.Length} bytes are more than an array holds. Download it to a path or a stream.",
                    ServiceFault.Unknown,
                    null);
            }

            byte[] content = new byte[source.Length];
            await source.ReadExactlyAsync(content, cancellationToken).ConfigureAwait(false);
            if (await source.ReadAsync(new byte[1], cancellationToken).ConfigureAwait(false) > 0)
            {
                throw new AwsException(
                    $"Could not read 's3://{connection.Bucket}/{key}' as a whole: the store sent more than the length it gave, {content.Length} bytes. Download it to a path or a stream.",
                    ServiceFault.Unknown,
                    null);
            }

            AwsTelemetry.Transfers.Downloaded(content.Length);
            return content;
        }
    }

    // Into the system's cache: that takes microseconds, where an asynchronous write costs a change of threads.
    private static ValueTask Write(SafeFileHandle file, ReadOnlyMemory<byte> data, long at)
    {
        RandomAccess.Write(file, data.Span, at);
        return ValueTask.CompletedTask;
    }

    private static async Task CopyAsync(
        S3ReadStream source,
        string key,
        Func<ReadOnlyMemory<byte>, long, ValueTask> write,
        TransferMeter meter,
        CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(source.Length, 4096, BufferSize));
        try
        {
            for (long at = 0; ;)
            {
                int read = await source.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    meter.Finish(key);
                    AwsTelemetry.Transfers.Downloaded(at);
                    return;
                }

                await write(buffer.AsMemory(0, read), at).ConfigureAwait(false);
                at += read;
                meter.Add(key, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
