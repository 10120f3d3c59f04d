namespace Prefect.Flows;

/// <summary>Turns what bodies return into what the engine awaits.</summary>
internal static class BodyResults
{
    public static ValueTask<TResult> Of<TResult>(Task<TResult>? task) => new(task ?? throw Null());

    public static ValueTask<Unit> Of(Task? task)
    {
        if (task is null)
        {
            throw Null();
        }

        return task.IsCompletedSuccessfully ? default : AwaitAsync(task);

        static async ValueTask<Unit> AwaitAsync(Task task)
        {
            await task.ConfigureAwait(false);
            return default;
        }
    }

    public static async ValueTask<IReadOnlyList<TItem>> ListAsync<TItem>(IAsyncEnumerable<TItem>? items, CancellationToken cancellationToken)
    {
        List<TItem> list = [];
        await foreach (TItem item in (items ?? throw Null()).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            list.Add(item);
        }

        return list;
    }

    private static InvalidOperationException Null() =>
        new("The body returned null where it should return a task or a sequence: mark it 'async', or return Task.CompletedTask or Task.FromResult(…).");
}
