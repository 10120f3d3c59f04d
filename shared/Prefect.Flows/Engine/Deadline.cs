namespace Prefect.Flows;

/// <summary>Lets a body run for some time and no longer. No thread is ended: the body is told, and then no longer listened to.</summary>
internal sealed class Deadline : IDisposable
{
    private static readonly TimeSpan s_grace = TimeSpan.FromMilliseconds(50);
    private readonly CancellationTokenSource _time;
    private readonly CancellationTokenSource _either;

    private Deadline(TimeSpan timeout, CancellationToken outer)
    {
        _time = new CancellationTokenSource(timeout, FlowClock.Current);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_time.Token, outer);
    }

    /// <summary>Is cancelled when the time is over, or the run is cancelled.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Starts the clock; null when there is no limit.</summary>
    public static Deadline? Start(TimeSpan? timeout, CancellationToken outer) => timeout is { } limit ? new Deadline(limit, outer) : null;

    /// <summary>Runs a body, on another thread: one that never awaits could not be left otherwise.</summary>
    /// <exception cref="DeadlineException">The time is over.</exception>
    public async Task<T> RunAsync<T>(Func<ValueTask<T>> body)
    {
        Task<T> work = Task.Run(() => body().AsTask(), CancellationToken.None);
        try
        {
            return await work.WaitAsync(_time.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_time.IsCancellationRequested)
        {
            // A body that heeds the token ends at once; only one that does not is worth a warning.
            await Task.WhenAny(work, Task.Delay(s_grace, CancellationToken.None)).ConfigureAwait(false);
            _ = work.ContinueWith(
                static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw new DeadlineException(isBodyLeft: !work.IsCompleted);
        }
    }

    public void Dispose()
    {
        _either.Dispose();
        _time.Dispose();
    }
}
