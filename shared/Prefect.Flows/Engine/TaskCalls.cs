namespace Prefect.Flows;

/// <summary>The calls of tasks, whatever the number of their arguments.</summary>
internal static class TaskCalls
{
    public static Task<TResult> RunAsync<TResult>(FlowTask task, Call<TResult> call, IEnumerable<TaskFuture>? waitFor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public static Task<State<TResult>> RunStateAsync<TResult>(FlowTask task, Call<TResult> call, IEnumerable<TaskFuture>? waitFor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public static TaskFuture<TResult> Submit<TResult>(FlowTask task, Call<TResult> call, IEnumerable<TaskFuture>? waitFor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public static TaskFutureList<TResult> Map<TResult>(FlowTask task, IEnumerable<Call<TResult>> calls, IEnumerable<TaskFuture>? waitFor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public static IAsyncEnumerable<TItem> StreamAsync<TItem>(
        FlowTask task, Call<IReadOnlyList<TItem>> call, Func<CancellationToken, IAsyncEnumerable<TItem>> items, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
