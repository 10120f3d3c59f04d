using System.Collections.Concurrent;

namespace Prefect.Flows;

/// <summary>The workers of one runner. As many as are asked for at once exist; the runner bounds that.</summary>
internal sealed class WorkerPool : IAsyncDisposable
{
    private readonly ConcurrentStack<WorkerProcess> _idle = new();
    private readonly ConcurrentDictionary<WorkerProcess, bool> _all = new();
    private volatile bool _isClosed;

    /// <summary>Runs a body in a worker and gives its result.</summary>
    /// <exception cref="TaskWorkerException">No worker could be started, or it ended before the body did.</exception>
    public async Task<WireValue> RunAsync(TaskRunContext context, byte[] job, CancellationToken cancellationToken)
    {
        WorkerProcess worker = await TakeAsync(context.Task, cancellationToken).ConfigureAwait(false);
        try
        {
            return await worker.RunAsync(context, job, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await GiveBackAsync(worker).ConfigureAwait(false);
        }
    }

    /// <summary>Ends all workers. Nobody waits for a body by then: one that still runs was left behind when its time was over.</summary>
    public async ValueTask DisposeAsync()
    {
        _isClosed = true;
        await Task.WhenAll(_all.Keys.Select(worker => worker.DisposeAsync().AsTask())).ConfigureAwait(false);
    }

    private async Task<WorkerProcess> TakeAsync(FlowTask task, CancellationToken cancellationToken)
    {
        while (_idle.TryPop(out WorkerProcess? idle))
        {
            if (idle.IsUsable)
            {
                return idle;
            }

            await ForgetAsync(idle).ConfigureAwait(false);
        }

        WorkerProcess started = await WorkerProcess.StartAsync(task, cancellationToken).ConfigureAwait(false);
        _all[started] = true;
        return started;
    }

    private async ValueTask GiveBackAsync(WorkerProcess worker)
    {
        if (worker.IsUsable && !_isClosed)
        {
            _idle.Push(worker);
            return;
        }

        await ForgetAsync(worker).ConfigureAwait(false);
    }

    private async ValueTask ForgetAsync(WorkerProcess worker)
    {
        _all.TryRemove(worker, out _);
        await worker.DisposeAsync().ConfigureAwait(false);
    }
}
