namespace Prefect.Flows;

/// <summary>Waits for futures.</summary>
internal static class FutureWaits
{
    /// <summary>Waits until a task has ended or the time is over, and tells which.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative.</exception>
    public static async Task<bool> UntilAsync(Task ended, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        if (timeout is { } given)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(given, TimeSpan.Zero, nameof(timeout));
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (ended.IsCompleted)
        {
            return true;
        }

        return Ambient.Current.Task?.Place is { } place && place.Runner == FlowRunContext.Current?.TaskRunner
            ? await place.LendAsync(() => UntilEndedAsync(ended, timeout, cancellationToken)).ConfigureAwait(false)
            : await UntilEndedAsync(ended, timeout, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> UntilEndedAsync(Task ended, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        if (timeout is null || timeout.Value.TotalMilliseconds > int.MaxValue)
        {
            await ended.WaitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }

        try
        {
            await ended.WaitAsync(timeout.Value, FlowClock.Current, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return ended.IsCompleted;
        }
    }

    /// <summary>Refuses to wait for the run that is waiting.</summary>
    /// <exception cref="InvalidOperationException">It is its own run, or one that it runs inside.</exception>
    public static void ThrowIfOwn(TaskFuture future)
    {
        for (TaskRunContext? context = future.IsDone ? null : TaskRunContext.Current; context is not null; context = context.Outer)
        {
            if (context.TaskRun.Id == future.TaskRunId)
            {
                throw new InvalidOperationException(
                    $"The task run {future.TaskRunId} waits for itself, which would never end. Wait for it outside its own body.");
            }
        }
    }
}
