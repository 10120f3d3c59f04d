using System.IO.Pipelines;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>Uploads what is written to a stream while it is written; little of it is in memory.</summary>
internal static class GcsWriterUpload
{
    public static async Task<string> RunAsync(
        GcsConnection connection, GcsWrite target, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        Pipe pipe = new(new PipeOptions(pauseWriterThreshold: 1 << 20, resumeWriterThreshold: 1 << 19, minimumSegmentSize: 1 << 16, useSynchronizationContext: false));
        using CancellationTokenSource failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task writing = WriteAsync(pipe.Writer, write, failed.Token);
        try
        {
            Stream content = pipe.Reader.AsStream();
            await using (content.ConfigureAwait(false))
            {
                await GcsUploader.FromStreamAsync(connection, content, target, new TransferMeter(null), cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            // A writer that failed broke the upload; one that did not has nobody left to write to.
            await failed.CancelAsync().ConfigureAwait(false);
            await pipe.Reader.CompleteAsync().ConfigureAwait(false);
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        await writing.ConfigureAwait(false);
        return target.Name;
    }

    private static async Task WriteAsync(PipeWriter pipe, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        // Not on the caller's turn: what writes without pause would let nobody read.
        await Task.Yield();
        Exception? broken = null;
        try
        {
            Stream content = pipe.AsStream(leaveOpen: true);
            await using (content.ConfigureAwait(false))
            {
                await write(content, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            broken = exception;
            throw;
        }
        finally
        {
            await pipe.CompleteAsync(broken).ConfigureAwait(false);
        }
    }
}
