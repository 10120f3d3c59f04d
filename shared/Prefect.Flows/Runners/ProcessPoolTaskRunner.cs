using Prefect.Blocks;
using Prefect.Client;

namespace Prefect.Flows;

/// <summary>
/// Executes the bodies of submitted tasks in processes of the same program, for work that keeps processors busy or must not be able to
/// take the program down. Arguments and results travel as JSON, exceptions with their type, logs and prints to the loggers here; states,
/// retries, results and hooks stay here. Processes are started when they are needed, used again, and ended with the flow run.
/// </summary>
/// <remarks>
/// A body must not use variables of the code around it, as nothing of them is in another process: it is a static method, or a lambda
/// that could be marked <c>static</c>. A process begins without the program's entry point: what bodies need must not be set up in there,
/// but in static constructors or module initialisers.
/// </remarks>
/// <example><code>
/// static readonly Flow&lt;int, long&gt; Sum = Flow.Define("sum", async (int count) => …, new() { TaskRunner = new ProcessPoolTaskRunner() });
/// </code></example>
public sealed class ProcessPoolTaskRunner : TaskRunner
{
    private readonly int? _maxWorkers;
    private readonly Lock _gate = new();
    private ThreadPoolTaskRunner? _scheduler;
    private WorkerPool? _pool;

    /// <summary>Makes a runner.</summary>
    /// <param name="maxWorkers">Most processes, and so tasks that are executed at once: 1 or more. Default: what the settings say, else one for each processor.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxWorkers"/> is less than 1.</exception>
    public ProcessPoolTaskRunner(int? maxWorkers = null)
    {
        if (maxWorkers is { } given)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(given, 1, nameof(maxWorkers));
        }

        _maxWorkers = maxWorkers;
    }

    /// <summary>Most processes.</summary>
    public int MaxWorkers => _maxWorkers ?? PrefectSettings.Current.Tasks.ProcessPoolMaxWorkers ?? Environment.ProcessorCount;

    private ThreadPoolTaskRunner Scheduler
    {
        get
        {
            lock (_gate)
            {
                return _scheduler ??= new ThreadPoolTaskRunner(MaxWorkers);
            }
        }
    }

    private WorkerPool Pool
    {
        get
        {
            lock (_gate)
            {
                return _pool ??= new WorkerPool();
            }
        }
    }

    /// <summary>
    /// Where this process was started as a worker, works until the process that started it is gone, and then ends this one; else
    /// returns at once. Needed only where start-up hooks do not work, in programs that are trimmed or compiled ahead of time: call it
    /// first in the program's entry point there.
    /// </summary>
    public static void RunWorkerIfAsked()
    {
        if (WorkerInvitation.Take() is not { } invitation)
        {
            return;
        }

        try
        {
            Sync.Run(() => Worker.RunAsync(invitation));
        }
        catch (Exception exception) when (exception is IOException or TimeoutException or UnauthorizedAccessException)
        {
            // The process that wanted a worker is gone before it began.
            Environment.Exit(1);
        }

        Environment.Exit(0);
    }

    /// <inheritdoc/>
    public override TaskRunner Duplicate() => new ProcessPoolTaskRunner(_maxWorkers);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        ThreadPoolTaskRunner? scheduler;
        WorkerPool? pool;
        lock (_gate)
        {
            scheduler = _scheduler;
            pool = _pool;
        }

        if (scheduler is not null)
        {
            await scheduler.DisposeAsync().ConfigureAwait(false);
        }

        if (pool is not null)
        {
            await pool.DisposeAsync().ConfigureAwait(false);
        }
    }

    internal override int LeftCount => Scheduler.LeftCount;

    internal override void Submit(TaskWork work) => Scheduler.Submit(work);

    internal override void SubmitAfter(Task upstream, TaskWork work) => Scheduler.SubmitAfter(upstream, work);

    internal override ValueTask<TResult> InvokeAsync<TResult>(TaskRunContext context, Call<TResult> call, CancellationToken cancellationToken) =>
        new(InvokeElsewhereAsync(context, call, cancellationToken));

    private async Task<TResult> InvokeElsewhereAsync<TResult>(TaskRunContext context, Call<TResult> call, CancellationToken cancellationToken)
    {
        byte[] job = WorkerJob.Write(context, call);
        WireValue result = await Pool.RunAsync(context, job, cancellationToken).ConfigureAwait(false);
        try
        {
            return WireJson.Read(result, typeof(TResult)) is { } value ? (TResult)value : default!;
        }
#pragma warning disable CA1031 // The result's type is the user's: whatever its constructor throws, the task says so.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw new TaskTransferException(
                $"The result of the task '{context.Task.Name}', a {typeof(TResult).Name}, came back from another process and cannot be read from JSON. "
                + "Give its type a constructor whose parameters are its properties, or run the flow on threads.",
                exception);
        }
    }
}
