using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Prefect.Shell;

/// <summary>Hands lines on as they are written; while nobody takes them, the pipes are not read, and whoever writes to them waits.</summary>
internal static class ShellStream
{
    private const int LinesAhead = 256;

    public static async IAsyncEnumerable<ChildLine> ReadAsync(ShellRun run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Channel<ChildLine> lines = Channel.CreateBounded<ChildLine>(new BoundedChannelOptions(LinesAhead) { SingleReader = true });
        using CancellationTokenSource left = new();
        ShellProcess process = (run with { Taker = line => lines.Writer.WriteAsync(line, left.Token) }).Start();
        await using (process.ConfigureAwait(false))
        {
            Task ended = EndAsync(process.CodeAsync(CancellationToken.None), lines.Writer);
            try
            {
                await foreach (ChildLine line in lines.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                {
                    yield return line;
                }
            }
            finally
            {
                await left.CancelAsync().ConfigureAwait(false);
            }

            await ended.ConfigureAwait(false);
            await process.WaitForCompletionAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task EndAsync(Task process, ChannelWriter<ChildLine> lines)
    {
        await process.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lines.Complete();
    }
}
