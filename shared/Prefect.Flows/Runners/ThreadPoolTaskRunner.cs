using Prefect.Client;

namespace Prefect.Flows;

/// <summary>Executes submitted tasks on the threads of the pool. A task that awaits occupies no thread.</summary>
public class ThreadPoolTaskRunner : TaskRunner
{
    private readonly Lock _gate = new();
    private readonly Queue<TaskWork> _queue = new();
    private readonly HashSet<TaskWork> _waiting = [];
    private readonly int? _maxWorkers;
    private int _loops;
    private bool _isClosed;
    private TaskCompletionSource? _idle;

    /// <summary>Makes a runner.</summary>
    /// <param name="maxWorkers">Most tasks that are executed at once, 1 or more. Default: what the settings say, else no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxWorkers"/> is less than 1.</exception>
    public ThreadPoolTaskRunner(int? maxWorkers = null)
    {
        if (maxWorkers is { } given)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(given, 1, nameof(maxWorkers));
        }

        _maxWorkers = maxWorkers;
    }

    /// <summary>Most tasks that are executed at once; <see langword="null"/> for no limit.</summary>
    public int? MaxWorkers => _maxWorkers ?? PrefectSettings.Current.Tasks.ThreadPoolMaxWorkers;

    private int Limit => field == 0 ? field = MaxWorkers ?? int.MaxValue : field;

    /// <inheritdoc/>
    public override TaskRunner Duplicate() => new ThreadPoolTaskRunner(_maxWorkers);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        List<TaskWork> left;
        TaskCompletionSource? idle = null;
        lock (_gate)
        {
            _isClosed = true;
            left = [.. _queue, .. _waiting];
            _queue.Clear();
            _waiting.Clear();
            if (_loops > 0)
            {
                idle = _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        foreach (TaskWork work in left)
        {
            work.Cancel();
        }

        if (idle is not null)
        {
            await idle.Task.ConfigureAwait(false);
        }

        GC.SuppressFinalize(this);
    }

    internal override void Submit(TaskWork work)
    {
        bool isRefused = false;
        bool needsLoop = false;
        lock (_gate)
        {
            _waiting.Remove(work);
            if (_isClosed)
            {
                isRefused = true;
            }
            else
            {
                _queue.Enqueue(work);
                if (_loops < Limit)
                {
                    _loops++;
                    needsLoop = true;
                }
            }
        }

        if (isRefused)
        {
            work.Cancel();
        }
        else if (needsLoop)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static runner => _ = runner.LoopAsync(), this, preferLocal: false);
        }
    }

    internal override void SubmitAfter(Task upstream, TaskWork work)
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                _waiting.Add(work);
            }
        }

        _ = upstream.ContinueWith(
            static (_, state) =>
            {
                (ThreadPoolTaskRunner runner, TaskWork work) = ((ThreadPoolTaskRunner, TaskWork))state!;
                runner.Submit(work);
            },
            (this, work),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private async Task LoopAsync()
    {
        while (TryNext(out TaskWork? work))
        {
            await work.ExecuteAsync().ConfigureAwait(false);
        }
    }

    private bool TryNext([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TaskWork? work)
    {
        TaskCompletionSource? idle = null;
        lock (_gate)
        {
            if (_queue.TryDequeue(out work))
            {
                return true;
            }

            if (--_loops == 0 && _isClosed)
            {
                idle = _idle;
            }
        }

        idle?.TrySetResult();
        return false;
    }
}
