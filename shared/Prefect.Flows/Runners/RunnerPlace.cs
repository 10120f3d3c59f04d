namespace Prefect.Flows;

/// <summary>
/// The place of a submitted task in a runner that has only so many. While the task waits for others, one of them has the place, or
/// tasks that submit tasks and wait for them would wait for ever.
/// </summary>
/// <param name="runner">The runner.</param>
internal sealed class RunnerPlace(ThreadPoolTaskRunner runner)
{
    private int _waits;

    public TaskRunner Runner => runner;

    /// <summary>Waits, and gives the place away meanwhile.</summary>
    public async Task<T> LendAsync<T>(Func<Task<T>> wait)
    {
        if (Interlocked.Increment(ref _waits) == 1)
        {
            runner.Lend();
        }

        try
        {
            return await wait().ConfigureAwait(false);
        }
        finally
        {
            if (Interlocked.Decrement(ref _waits) == 0)
            {
                await runner.ReclaimAsync().ConfigureAwait(false);
            }
        }
    }
}
