using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Prefect.Azure;

/// <summary>Sends a stream in blocks, several at once, with as many buffers.</summary>
internal sealed class BlobBlockSender(BlobConnection connection, BlobAddress blob, BlobBlockPlan plan, Action<long> sent)
{
    // The shared pool keeps what it gets back for the thread that gave it, and the next block is read by another.
    private readonly ConcurrentBag<byte[]> _free = [];

    /// <summary>Sends the first block, which has been read, and the rest of the stream.</summary>
    /// <returns>The blocks in their order, and how many bytes they have.</returns>
    [SuppressMessage("Reliability", "CA2025", Justification = "All blocks have ended before the method does, whichever way it does.")]
    public async Task<(IReadOnlyList<string> Ids, long Length)> SendAllAsync(Stream source, byte[] first, CancellationToken cancellationToken)
    {
        using CancellationTokenSource failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using SemaphoreSlim slots = new(connection.Options.Parallelism);
        List<Task> blocks = [];
        List<string> ids = [];
        long total = 0;
        try
        {
            byte[] buffer = first;
            int filled = plan.SizeOf(0);
            await slots.WaitAsync(failed.Token).ConfigureAwait(false);
            for (int number = 0; filled > 0; number++)
            {
                total += filled;
                ids.Add(plan.IdOf(number));
                blocks.Add(SendAsync(ids[^1], buffer, filled, slots, failed));
                if (filled < plan.SizeOf(number))
                {
                    break;
                }

                await slots.WaitAsync(failed.Token).ConfigureAwait(false);
                int size = plan.SizeOf(number + 1);
                buffer = _free.TryTake(out byte[]? free) && free.Length >= size ? free : GC.AllocateUninitializedArray<byte>(size);
                filled = await source.ReadAtLeastAsync(buffer.AsMemory(0, size), size, throwOnEndOfStream: false, failed.Token).ConfigureAwait(false);
            }

            await Task.WhenAll(blocks).ConfigureAwait(false);
            return (ids, total);
        }
        catch
        {
            await failed.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(blocks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if (blocks.Find(static block => block is { IsFaulted: true }) is { } cause)
            {
                await cause.ConfigureAwait(false);
            }

            throw;
        }
    }

    // The buffer goes back only after success: a request that failed may still be reading.
    private async Task SendAsync(string id, byte[] buffer, int length, SemaphoreSlim slots, CancellationTokenSource failed)
    {
        try
        {
            await Task.Yield();
            BlobBody body = BlobBody.Create(buffer.AsMemory(0, length), connection.Options.ContentCheck);
            await connection.Service.PutBlockAsync(blob, id, body, failed.Token).ConfigureAwait(false);
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
