namespace Prefect.Flows;

/// <summary>The calls of flows, whatever the number of their arguments.</summary>
internal static class FlowCalls
{
    public static Task<TResult> RunAsync<TResult>(Flow flow, Call<TResult> call, FlowCallOptions options) => throw new NotSupportedException();

    public static Task<State<TResult>> RunStateAsync<TResult>(Flow flow, Call<TResult> call, FlowCallOptions options) => throw new NotSupportedException();

    public static IAsyncEnumerable<TItem> StreamAsync<TItem>(
        Flow flow, Call<IReadOnlyList<TItem>> call, Func<CancellationToken, IAsyncEnumerable<TItem>> items, FlowCallOptions options) =>
        throw new NotSupportedException();
}
