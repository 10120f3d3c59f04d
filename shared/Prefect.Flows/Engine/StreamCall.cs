using System.Threading.Channels;

namespace Prefect.Flows;

/// <summary>A call whose items are handed on as they come; the result of the run is the list of them.</summary>
internal sealed class StreamCall<TItem>(Call<IReadOnlyList<TItem>> inner, Func<CancellationToken, IAsyncEnumerable<TItem>> items)
    : Call<IReadOnlyList<TItem>>(inner.Definition)
{
    private readonly Channel<TItem> _channel = Channel.CreateBounded<TItem>(new BoundedChannelOptions(1) { SingleReader = true });

    public override int Count => inner.Count;

    public override bool MayHoldRuns => false;

    public override object? this[int index] => inner[index];

    public override void Collect(DependencyCollector dependencies)
    {
        // Futures in the arguments of a stream are the body's own business: its items must not wait for them.
    }

    public override Call<IReadOnlyList<TItem>> Resolve() => this;

    public override async ValueTask<IReadOnlyList<TItem>> InvokeAsync(CancellationToken cancellationToken)
    {
        List<TItem> all = [];
        await foreach (TItem item in items(cancellationToken).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            all.Add(item);
            await _channel.Writer.WriteAsync(item, cancellationToken).ConfigureAwait(false);
        }

        return all;
    }

    /// <summary>Gives the items while the run goes on, then ends as the run does. A walk that is left early cancels the run.</summary>
    public async IAsyncEnumerable<TItem> WalkAsync(Task<IReadOnlyList<TItem>> run, CancellationTokenSource walk)
    {
        _ = run.ContinueWith(
            _ => _channel.Writer.TryComplete(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        bool isOver = false;
        try
        {
            while (await _channel.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                while (_channel.Reader.TryRead(out TItem? item))
                {
                    yield return item;
                }
            }

            isOver = true;
        }
        finally
        {
            if (!isOver)
            {
                await walk.CancelAsync().ConfigureAwait(false);
                await run.ContinueWith(
                    static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
            }
        }

        await run.ConfigureAwait(false);
    }
}
