using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Amazon.S3.Model;

namespace Prefect.Aws;

/// <summary>Sends a stream in parts, several at once, with as many buffers.</summary>
internal sealed class S3PartSender(S3MultipartUpload upload, S3PartPlan plan, int parallelism, Action<long> sent)
{
    // The shared pool keeps what it gets back for the thread that gave it, and the next part is read by another.
    private readonly ConcurrentBag<byte[]> _free = [];

    /// <summary>Sends the first part, which has been read, and the rest of the stream.</summary>
    /// <returns>How many bytes were sent.</returns>
    [SuppressMessage("Reliability", "CA2025", Justification = "All parts have ended before the method does, whichever way it does.")]
    public async Task<long> SendAllAsync(Stream source, byte[] first, CancellationToken cancellationToken)
    {
        using CancellationTokenSource failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using SemaphoreSlim slots = new(parallelism);
        List<Task> parts = [];
        long total = 0;
        try
        {
            int filled = (int)plan.SizeOf(1);
            byte[] buffer = first;
            await slots.WaitAsync(failed.Token).ConfigureAwait(false);
            for (int number = 1; filled > 0; number++)
            {
                total += filled;
                parts.Add(SendAsync(number, buffer, filled, slots, failed));
                if (filled < plan.SizeOf(number))
                {
                    break;
                }

                await slots.WaitAsync(failed.Token).ConfigureAwait(false);
                int size = (int)plan.SizeOf(number + 1);
                buffer = _free.TryTake(out byte[]? free) && free.Length >= size ? free : GC.AllocateUninitializedArray<byte>(size);
                filled = await source.ReadAtLeastAsync(buffer.AsMemory(0, size), size, throwOnEndOfStream: false, failed.Token).ConfigureAwait(false);
            }

            await Task.WhenAll(parts).ConfigureAwait(false);
            return total;
        }
        catch
        {
            await failed.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if (parts.Find(part => part is { IsFaulted: true }) is { } cause)
            {
                await cause.ConfigureAwait(false);
            }

            throw;
        }
    }

    // The buffer goes back only after success: a request that failed may still be reading.
    private async Task SendAsync(int number, byte[] buffer, int length, SemaphoreSlim slots, CancellationTokenSource failed)
    {
        try
        {
            using MemoryStream content = new(buffer, 0, length, writable: false);
            UploadPartRequest request = new() { PartNumber = number, InputStream = content, PartSize = length };
            await upload.SendAsync(request, failed.Token).ConfigureAwait(false);
            _free.Add(buffer);
            sent(length);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await failed.CancelAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            slots.Release();
        }
    }
}
