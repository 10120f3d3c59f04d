using System.Runtime.CompilerServices;

namespace Prefect.Flows;

/// <summary>The calls of flows, whatever the number of their arguments.</summary>
internal static class FlowCalls
{
    /// <summary>Runs a flow and gives its result, or throws what it failed with.</summary>
    public static Task<TResult> RunAsync<TResult>(Flow flow, Call<TResult> call, FlowCallOptions options) =>
        Calls.Start(() => Ambient.Current.Drawing is null
            ? new FlowExecution<TResult>(flow, call, options).ValueAsync()
            : ValueAsync(FlowDrawing.RunAsync(call, options.CancellationToken)));

    /// <summary>Runs a flow and gives the state that it ended in.</summary>
    public static Task<State<TResult>> RunStateAsync<TResult>(Flow flow, Call<TResult> call, FlowCallOptions options) =>
        Calls.Start(() => Ambient.Current.Drawing is null
            ? new FlowExecution<TResult>(flow, call, options).ExecuteAsync()
            : FlowDrawing.RunAsync(call, options.CancellationToken));

    /// <summary>Runs a flow and gives the items of its result as they come.</summary>
    public static async IAsyncEnumerable<TItem> StreamAsync<TItem>(
        Flow flow,
        Call<IReadOnlyList<TItem>> call,
        Func<CancellationToken, IAsyncEnumerable<TItem>> items,
        FlowCallOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using CancellationTokenSource walk = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken, cancellationToken);
        StreamCall<TItem> stream = new(call, items);
        Task<IReadOnlyList<TItem>> run = RunAsync(flow, stream, options with { CancellationToken = walk.Token });
        await foreach (TItem item in stream.WalkAsync(run, walk).ConfigureAwait(false))
        {
            yield return item;
        }
    }

    private static async Task<TResult> ValueAsync<TResult>(Task<State<TResult>> drawn) => (await drawn.ConfigureAwait(false)).Value!;
}
