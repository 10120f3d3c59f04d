using System.Runtime.CompilerServices;

namespace Prefect.Flows;

/// <summary>The calls of tasks, whatever the number of their arguments.</summary>
internal static class TaskCalls
{
    /// <summary>Runs a task here and gives its result, or throws what it failed with.</summary>
    public static Task<TResult> RunAsync<TResult>(
        FlowTask task, Call<TResult> call, IEnumerable<TaskFuture>? waitFor, CancellationToken cancellationToken)
    {
        try
        {
            return Ambient.Current.Drawing is { } drawing
                ? Task.FromResult(drawing.Visit(task, call, waitFor).Value!)
                : new TaskExecution<TResult>(task, call, UpstreamRuns.Of(waitFor), cancellationToken).ValueAsync();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return Calls.Fail<TResult>(exception);
        }
    }

    /// <summary>Runs a task here and gives the state that it ended in.</summary>
    public static Task<State<TResult>> RunStateAsync<TResult>(
        FlowTask task, Call<TResult> call, IEnumerable<TaskFuture>? waitFor, CancellationToken cancellationToken)
    {
        try
        {
            return Ambient.Current.Drawing is { } drawing
                ? Task.FromResult(drawing.Visit(task, call, waitFor))
                : new TaskExecution<TResult>(task, call, UpstreamRuns.Of(waitFor), cancellationToken).ExecuteAsync().AsTask();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return Calls.Fail<State<TResult>>(exception);
        }
    }

    /// <summary>Hands a task to the runner of the flow, and returns at once.</summary>
    /// <exception cref="MissingContextException">There is no flow run here.</exception>
    public static TaskFuture<TResult> Submit<TResult>(
        FlowTask task, Call<TResult> call, IEnumerable<TaskFuture>? waitFor, CancellationToken cancellationToken)
    {
        if (Ambient.Current.Drawing is { } drawing)
        {
            return drawing.Submit(task, call, waitFor);
        }

        TaskRunner runner = Runner(task, "submitted");
        return Submit(runner, new TaskExecution<TResult>(task, call, UpstreamRuns.Of(waitFor), cancellationToken) { Runner = runner });
    }

    /// <summary>Hands a task to the runner of the flow once for each call, and returns at once.</summary>
    /// <exception cref="MissingContextException">There is no flow run here.</exception>
    public static TaskFutureList<TResult> Map<TResult>(
        FlowTask task, IEnumerable<Call<TResult>> calls, IEnumerable<TaskFuture>? waitFor, CancellationToken cancellationToken)
    {
        if (Ambient.Current.Drawing is { } drawing)
        {
            IReadOnlyCollection<TaskFuture>? drawn = waitFor is null ? null : [.. waitFor];
            return new TaskFutureList<TResult>(calls.Select(call => drawing.Submit(task, call, drawn)));
        }

        TaskRunner runner = Runner(task, "mapped");
        UpstreamRuns? upstream = UpstreamRuns.Of(waitFor);
        return new TaskFutureList<TResult>(
            calls.Select(call => Submit(runner, new TaskExecution<TResult>(task, call, upstream, cancellationToken) { Runner = runner })));
    }

    /// <summary>Runs a task here and gives the items of its result as they come.</summary>
    public static async IAsyncEnumerable<TItem> StreamAsync<TItem>(
        FlowTask task,
        Call<IReadOnlyList<TItem>> call,
        Func<CancellationToken, IAsyncEnumerable<TItem>> items,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenSource walk = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        StreamCall<TItem> stream = new(call, items);
        Task<IReadOnlyList<TItem>> run = RunAsync(task, stream, null, walk.Token);
        await foreach (TItem item in stream.WalkAsync(run, walk).ConfigureAwait(false))
        {
            yield return item;
        }
    }

    private static TaskFuture<TResult> Submit<TResult>(TaskRunner runner, TaskExecution<TResult> execution)
    {
        TaskFuture<TResult> future = new(execution.Run.Reference);
        TaskWork<TResult> work = new(execution, future);
        if (execution.Upstream is { IsCompleted: false } upstream)
        {
            runner.SubmitAfter(upstream, work);
        }
        else
        {
            runner.Submit(work);
        }

        return future;
    }

    private static TaskRunner Runner(FlowTask task, string what) => FlowRunContext.Current?.TaskRunner ?? throw new MissingContextException(
        $"The task '{task.Name}' can be {what} only inside a flow that is being run: the flow's runner executes it. "
        + "Call it from the body of a flow, or run it here with RunAsync.");
}
