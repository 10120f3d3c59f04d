using System.Runtime.CompilerServices;

namespace Prefect.Flows;

/// <summary>The calls of flows, whatever the number of their arguments.</summary>
internal static class FlowCalls
{
    /// <summary>Runs a flow and gives its result, or throws what it failed with.</summary>
    public static Task<TResult> RunAsync<TResult>(Flow flow, Call<TResult> call, FlowCallOptions options) =>
        Calls.Start(() => IsPlain(options)
            ? new FlowExecution<TResult>(flow, call, options).ValueAsync()
            : ValueAsync(RunOtherwiseAsync(flow, call, options)));

    /// <summary>Runs a flow and gives the state that it ended in.</summary>
    public static Task<State<TResult>> RunStateAsync<TResult>(Flow flow, Call<TResult> call, FlowCallOptions options) =>
        Calls.Start(() => IsPlain(options)
            ? new FlowExecution<TResult>(flow, call, options).ExecuteAsync()
            : RunOtherwiseAsync(flow, call, options));

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

    private static bool IsPlain(FlowCallOptions options) => Ambient.Current.Drawing is null && !AssignedRun.MayBe(options);

    /// <summary>Runs a flow that is drawn, or one that may be the one that this process was started for.</summary>
    private static async Task<State<TResult>> RunOtherwiseAsync<TResult>(Flow flow, Call<TResult> call, FlowCallOptions options)
    {
        if (Ambient.Current.Drawing is not null)
        {
            return await FlowDrawing.RunAsync(call, options.CancellationToken).ConfigureAwait(false);
        }

        State? assigned = await AssignedRun.TryExecuteAsync(flow, options.CancellationToken).ConfigureAwait(false);
        return (State<TResult>?)assigned ?? await new FlowExecution<TResult>(flow, call, options).ExecuteAsync().ConfigureAwait(false);
    }

    private static async Task<TResult> ValueAsync<TResult>(Task<State<TResult>> run) =>
        await (await run.ConfigureAwait(false)).ResultAsync(CancellationToken.None).ConfigureAwait(false);
}
