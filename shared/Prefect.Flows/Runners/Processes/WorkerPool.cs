using System.Collections.Concurrent;

namespace Prefect.Flows;

/// <summary>The workers of one runner. As many as are asked for at once exist; the runner bounds that.</summary>
internal sealed class WorkerPool : IAsyncDisposable
{
    private readonly ConcurrentStack<WorkerProcess> _idle = new();
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

    public async ValueTask DisposeAsync()
    {
        _isClosed = true;
        while (_idle.TryPop(out WorkerProcess? worker))
        {
            await worker.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<WorkerProcess> TakeAsync(FlowTask task, CancellationToken cancellationToken)
    {
        while (_idle.TryPop(out WorkerProcess? idle))
        {
            if (idle.IsUsable)
            {
                return idle;
            }

            await idle.DisposeAsync().ConfigureAwait(false);
        }

        return await WorkerProcess.StartAsync(task, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask GiveBackAsync(WorkerProcess worker)
    {
        if (worker.IsUsable && !_isClosed)
        {
            _idle.Push(worker);
            return;
        }

        await worker.DisposeAsync().ConfigureAwait(false);
    }
}
