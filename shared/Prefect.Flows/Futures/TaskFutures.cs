using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Prefect.Flows;

/// <summary>Waits for several futures at once.</summary>
public static class TaskFutures
{
    /// <summary>Waits until all runs have ended, however they did.</summary>
    /// <param name="futures">The futures.</param>
    /// <param name="timeout">How long at most. Default: for ever.</param>
    /// <param name="cancellationToken">Ends the wait, not the runs.</param>
    /// <returns>Which have ended and which have not.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="futures"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative.</exception>
    public static async Task<FutureWaitResult> WaitAllAsync(
        IEnumerable<TaskFuture> futures, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(futures);
        TaskFuture[] all = [.. futures];
        Array.ForEach(all, FutureWaits.ThrowIfOwn);
        await FutureWaits.UntilAsync(Task.WhenAll(all.Select(future => (Task)future.Ended)), timeout, cancellationToken).ConfigureAwait(false);
        ILookup<bool, TaskFuture> parts = all.Distinct().ToLookup(future => future.IsDone);
        return new FutureWaitResult([.. parts[true]], [.. parts[false]]);
    }

    /// <inheritdoc cref="WaitAllAsync"/>
    public static FutureWaitResult WaitAll(IEnumerable<TaskFuture> futures, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        Blocks.Sync.Run(() => WaitAllAsync(futures, timeout, cancellationToken));

    /// <summary>Gives futures in the order in which their runs end, each once.</summary>
    /// <param name="futures">The futures.</param>
    /// <param name="timeout">How long at most, for all of them. Default: for ever.</param>
    /// <param name="cancellationToken">Ends the wait, not the runs.</param>
    /// <typeparam name="TFuture">Type of the futures.</typeparam>
    /// <exception cref="ArgumentNullException"><paramref name="futures"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative.</exception>
    /// <exception cref="TimeoutException">Not every run has ended in time.</exception>
    public static IAsyncEnumerable<TFuture> AsCompleted<TFuture>(
        IEnumerable<TFuture> futures, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
        where TFuture : TaskFuture
    {
        ArgumentNullException.ThrowIfNull(futures);
        if (timeout is { } given)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(given, TimeSpan.Zero, nameof(timeout));
        }

        return WalkAsync([.. futures.Distinct()], timeout, cancellationToken);
    }

    private static async IAsyncEnumerable<TFuture> WalkAsync<TFuture>(
        TFuture[] futures, TimeSpan? timeout, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TFuture : TaskFuture
    {
        Channel<TFuture> ended = Channel.CreateUnbounded<TFuture>();
        foreach (TFuture future in futures)
        {
            FutureWaits.ThrowIfOwn(future);
            _ = future.Ended.ContinueWith(
                _ => ended.Writer.TryWrite(future), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        TimeProvider clock = FlowClock.Current;
        long start = clock.GetTimestamp();
        for (int left = futures.Length; left > 0; left--)
        {
            TimeSpan? rest = timeout - clock.GetElapsedTime(start);
            Task<TFuture> next = ended.Reader.ReadAsync(cancellationToken).AsTask();
            if (!await FutureWaits.UntilAsync(next, rest < TimeSpan.Zero ? TimeSpan.Zero : rest, cancellationToken).ConfigureAwait(false))
            {
                throw new TimeoutException($"{left} of {futures.Length} task runs have not ended within {timeout}. They go on; wait again, or longer.");
            }

            yield return await next.ConfigureAwait(false);
        }
    }
}
