using System.Collections;
using System.Runtime.CompilerServices;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>The futures of a task that was mapped over a sequence, in its order. It may be awaited for the list of results.</summary>
/// <typeparam name="T">Type of the results.</typeparam>
[SyncTwins]
public sealed partial class TaskFutureList<T> : IReadOnlyList<TaskFuture<T>>
{
    private readonly TaskFuture<T>[] _futures;

    /// <summary>Makes a list of futures; one may stand in it more than once.</summary>
    /// <param name="futures">The futures.</param>
    /// <exception cref="ArgumentException">The sequence, or one of the futures, is null.</exception>
    public TaskFutureList(params IEnumerable<TaskFuture<T>> futures)
    {
        ArgumentNullException.ThrowIfNull(futures);
        _futures = [.. futures];
        if (Array.IndexOf(_futures, null) >= 0)
        {
            throw new ArgumentException("One of the futures is null.", nameof(futures));
        }
    }

    /// <inheritdoc/>
    public int Count => _futures.Length;

    /// <inheritdoc/>
    public TaskFuture<T> this[int index] => _futures[index];

    /// <summary>Waits until every run has ended, however it did.</summary>
    /// <param name="timeout">How long at most, for all of them; when it is over the wait ends without a word. Default: for ever.</param>
    /// <param name="cancellationToken">Ends the wait, not the runs.</param>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative.</exception>
    public Task WaitAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        FutureWaits.UntilAsync(EndedAsync(), timeout, cancellationToken);

    /// <summary>Waits until every run has ended and gives the results in order.</summary>
    /// <param name="timeout">How long at most, for all of them. Default: for ever.</param>
    /// <param name="cancellationToken">Ends the wait, not the runs.</param>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative.</exception>
    /// <exception cref="TimeoutException">Not every run has ended in time.</exception>
    public async Task<IReadOnlyList<T>> ResultAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        if (!await FutureWaits.UntilAsync(EndedAsync(), timeout, cancellationToken).ConfigureAwait(false))
        {
            throw new TimeoutException(
                $"{_futures.Count(future => !future.IsDone)} of {Count} task runs have not ended within {timeout}. They go on; wait again, or longer.");
        }

        T[] results = new T[Count];
        for (int index = 0; index < results.Length; index++)
        {
            results[index] = await _futures[index].ResultAsync(null, cancellationToken).ConfigureAwait(false);
        }

        return results;
    }

    /// <summary>Waits until every run has ended and gives their last states in order.</summary>
    /// <param name="cancellationToken">Ends the wait, not the runs.</param>
    public async Task<IReadOnlyList<State<T>>> StatesAsync(CancellationToken cancellationToken = default)
    {
        await WaitAsync(null, cancellationToken).ConfigureAwait(false);
        State<T>[] states = new State<T>[Count];
        for (int index = 0; index < states.Length; index++)
        {
            states[index] = await _futures[index].StateAsync(cancellationToken).ConfigureAwait(false);
        }

        return states;
    }

    /// <summary>Lets the list be awaited: gives the results in order, or throws what a run failed with.</summary>
    public TaskAwaiter<IReadOnlyList<T>> GetAwaiter() => ResultAsync().GetAwaiter();

    /// <inheritdoc/>
    public IEnumerator<TaskFuture<T>> GetEnumerator() => ((IEnumerable<TaskFuture<T>>)_futures).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Ends when all have. One after the other: a million tasks need no million callbacks.</summary>
    private async Task EndedAsync()
    {
        foreach (TaskFuture<T> future in _futures)
        {
            FutureWaits.ThrowIfOwn(future);
            await future.Ended.ConfigureAwait(false);
        }
    }
}
