using Prefect.Testing;

namespace Prefect.Flows.Tests.Futures;

/// <summary>What tasks that wait cost their process.</summary>
[Collection<RunsAlone>]
public sealed class WaitingFutureTests : FlowTest
{
    [Fact]
    public async Task Ten_thousand_waiting_tasks_need_no_threads_of_their_own()
    {
        Begin();
        TaskCompletionSource release = new();
        int begun = 0;
        FlowTask<int, int> task = FlowTask.Define("waits", async (int number) =>
        {
            Interlocked.Increment(ref begun);
            await release.Task;
            return number;
        });
        int before = ThreadPool.ThreadCount;
        int more = 0;
        Flow<int> flow = Flow.Define("many", async () =>
        {
            TaskFutureList<int> futures = task.Map(Enumerable.Range(0, 10_000));
            while (Volatile.Read(ref begun) < 10_000)
            {
                await Task.Yield();
            }

            more = ThreadPool.ThreadCount - before;
            release.SetResult();
            return (await futures).Count;
        });

        (await flow.RunAsync(Token)).ShouldBe(10_000);
        more.ShouldBeLessThan(200);
    }
}
