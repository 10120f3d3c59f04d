using Prefect.Client;

namespace Prefect.Flows;

/// <summary>Executes submitted tasks on the threads of the pool. A task that awaits occupies no thread.</summary>
public sealed class ThreadPoolTaskRunner : TaskRunner
{
    private readonly Lock _gate = new();
    private readonly Queue<TaskWork> _queue = new();
    private readonly Queue<TaskWork> _nested = new();
    private readonly Queue<TaskCompletionSource> _returning = new();
    private readonly HashSet<TaskWork> _waiting = [];
    private readonly int? _maxWorkers;
    private int _loops;
    private int _lent;
    private int _leftCount;
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
            left = [.. _nested, .. _queue, .. _waiting];
            _leftCount += left.Count;
            _nested.Clear();
            _queue.Clear();
            _waiting.Clear();
            if (_loops + _lent > 0)
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
    }

    internal override void Submit(TaskWork work)
    {
        bool isRefused = false;
        bool needsLoop = false;
        lock (_gate)
        {
            if (_isClosed)
            {
                isRefused = true;
            }
            else
            {
                (work.IsNested ? _nested : _queue).Enqueue(work);
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
            StartLoop();
        }
    }

    internal override int LeftCount => _leftCount;

    internal override RunnerPlace? NewPlace() => Limit == int.MaxValue ? null : new RunnerPlace(this);

    /// <summary>Gives the place of a task that waits to another.</summary>
    internal void Lend()
    {
        TaskCompletionSource? returning;
        bool needsLoop = false;
        lock (_gate)
        {
            _lent++;
            if (_returning.TryDequeue(out returning))
            {
                _lent--;
            }
            else
            {
                _loops--;
                needsLoop = _nested.Count + _queue.Count > 0;
                _loops += needsLoop ? 1 : 0;
            }
        }

        returning?.TrySetResult();
        if (needsLoop)
        {
            StartLoop();
        }
    }

    /// <summary>Gives a task that has waited a place again, once there is one.</summary>
    internal Task ReclaimAsync()
    {
        lock (_gate)
        {
            if (_loops < Limit)
            {
                _loops++;
                _lent--;
                return Task.CompletedTask;
            }

            TaskCompletionSource granted = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _returning.Enqueue(granted);
            return granted.Task;
        }
    }

    internal override void SubmitAfter(Task upstream, TaskWork work)
    {
        bool isRefused;
        lock (_gate)
        {
            isRefused = _isClosed;
            if (!isRefused)
            {
                _waiting.Add(work);
            }
        }

        if (isRefused)
        {
            work.Cancel();
            return;
        }

        _ = upstream.ContinueWith(
            static (_, state) =>
            {
                (ThreadPoolTaskRunner runner, TaskWork work) = ((ThreadPoolTaskRunner, TaskWork))state!;
                runner.SubmitReady(work);
            },
            (this, work),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private void StartLoop() => ThreadPool.UnsafeQueueUserWorkItem(static runner => _ = runner.LoopAsync(), this, preferLocal: false);

    /// <summary>Takes in a task whose upstream has ended, unless it was cancelled meanwhile.</summary>
    private void SubmitReady(TaskWork work)
    {
        bool isLeft;
        lock (_gate)
        {
            isLeft = _waiting.Remove(work);
        }

        if (isLeft)
        {
            Submit(work);
        }
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
        TaskCompletionSource? ending = null;
        lock (_gate)
        {
            if (_returning.TryDequeue(out ending))
            {
                _lent--;
                work = null;
            }
            else if (_nested.TryDequeue(out work) || _queue.TryDequeue(out work))
            {
                return true;
            }
            else if (--_loops + _lent == 0 && _isClosed)
            {
                ending = _idle;
            }
        }

        ending?.TrySetResult();
        return false;
    }
}
