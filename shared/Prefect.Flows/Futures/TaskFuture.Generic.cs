using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>A task that was submitted, and will give a result. It may be awaited, and passed on to further tasks.</summary>
/// <typeparam name="T">Type of the result.</typeparam>
[SyncTwins]
public sealed partial class TaskFuture<T> : TaskFuture
{
    private readonly TaskCompletionSource<State> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskRun? _run;

    internal TaskFuture(RunReference reference)
        : base(reference)
    {
    }

    /// <inheritdoc/>
    public override State State => _ended.Task.IsCompletedSuccessfully ? Final() : _run?.State ?? State.Pending();

    internal override Task<State> Ended => _ended.Task;

    internal override object? UntypedResult => Value;

    /// <summary>The result; the run has ended well.</summary>
    internal T Value => Final().Value!;

    /// <summary>Waits until the run has ended, however it did.</summary>
    /// <param name="timeout">How long at most; when it is over the wait ends without a word. Default: for ever.</param>
    /// <param name="cancellationToken">Ends the wait, not the run.</param>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative.</exception>
    public async Task WaitAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        FutureWaits.ThrowIfOwn(this);
        await FutureWaits.UntilAsync(_ended.Task, timeout, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until the run has ended and gives its last state.</summary>
    /// <param name="cancellationToken">Ends the wait, not the run.</param>
    public async Task<State<T>> StateAsync(CancellationToken cancellationToken = default)
    {
        await WaitAsync(null, cancellationToken).ConfigureAwait(false);
        return Final();
    }

    /// <summary>Waits until the run has ended and gives its result.</summary>
    /// <param name="timeout">How long at most. Default: for ever.</param>
    /// <param name="cancellationToken">Ends the wait, not the run.</param>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative.</exception>
    /// <exception cref="TimeoutException">The run has not ended in time.</exception>
    /// <exception cref="FlowException">The run did not end well and has no exception of its own. Else that one is thrown.</exception>
    public async Task<T> ResultAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        await WaitAsync(timeout, cancellationToken).ConfigureAwait(false);
        return IsDone
            ? await Final().ResultAsync(cancellationToken).ConfigureAwait(false)
            : throw new TimeoutException($"The task run {TaskRunId} has not ended within {timeout}. It goes on; wait again, or longer.");
    }

    /// <summary>Calls back once the run has ended; at once when it has. What the callback throws is logged, and disturbs nobody.</summary>
    /// <param name="callback">Receives this future, on any thread.</param>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    public void AddDoneCallback(Action<TaskFuture<T>> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (IsDone)
        {
            Call(callback);
            return;
        }

        _ = _ended.Task.ContinueWith(
            static (_, state) =>
            {
                (TaskFuture<T> future, Action<TaskFuture<T>> callback) = ((TaskFuture<T>, Action<TaskFuture<T>>))state!;
                future.Call(callback);
            },
            (this, callback),
            CancellationToken.None,
            TaskContinuationOptions.DenyChildAttach,
            TaskScheduler.Default);
    }

    /// <summary>Lets the future be awaited: gives the result, or throws what the run failed with.</summary>
    public TaskAwaiter<T> GetAwaiter() => ResultAsync().GetAwaiter();

    /// <summary>Gives the run, once it has begun.</summary>
    internal void Begin(TaskRun run) => _run = run;

    /// <summary>Makes a future of a run that has ended, so that other runs can be said to wait for it.</summary>
    /// <param name="state">The state that the run ended in, as <c>RunStateAsync</c> gives it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is null.</exception>
    [SuppressMessage("Design", "CA1000", Justification = "The type of the result is that of the state, and is written nowhere else.")]
    public static TaskFuture<T> FromState(State<T> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        TaskFuture<T> future = new(new RunReference(RunKind.Task, state.Details.TaskRunId ?? state.Id));
        future.End(state);
        return future;
    }

    /// <summary>The last state; the run has ended.</summary>
    internal State<T> Final()
    {
        State state = Completed(_ended.Task);
        return state as State<T> ?? new State<T>(state);
    }

    /// <summary>Ends the future.</summary>
    internal void End(State state)
    {
        _run = null;
        _ended.TrySetResult(state);
    }

    private void Call(Action<TaskFuture<T>> callback)
    {
        try
        {
            callback(this);
        }
#pragma warning disable CA1031 // Whatever a callback throws, nobody waits for it who could be told.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            ILogger logger = RunContext.Current is { } run ? RunLogger.For(run) : PrefectLogging.CreateLogger(typeof(TaskFuture));
            EngineLog.CallbackFails(logger, TaskRunId, exception);
        }
    }

    private static State Completed(Task<State> task)
    {
#pragma warning disable RS0030 // The task is complete here.
        return task.Result;
#pragma warning restore RS0030
    }
}
