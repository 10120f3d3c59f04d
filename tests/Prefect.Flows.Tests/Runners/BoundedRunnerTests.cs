using System.Collections.Concurrent;
namespace Prefect.Flows.Tests.Runners;

/// <summary>Runners with few places, and tasks that need more.</summary>
public sealed class BoundedRunnerTests : FlowTest
{
    private static readonly FlowTask<int, int> s_twice = FlowTask.Define("twice", (int number) => number * 2);

    [Theory(Timeout = 600_000)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_task_that_maps_and_waits_gives_its_place_to_what_it_waits_for(int places)
    {
        Begin();
        FlowTask<int, int> outer = FlowTask.Define("outer", async (int number) => (await s_twice.Map([number, number + 1])).Sum());
        Flow<int> flow = Flow.Define(
            "nested", async () => (await outer.Map(Enumerable.Range(0, 10))).Sum(), new() { TaskRunner = new ThreadPoolTaskRunner(places) });

        (await flow.RunAsync(Token)).ShouldBe(Enumerable.Range(0, 10).Sum(number => (4 * number) + 2));
    }

    [Fact(Timeout = 600_000)]
    public async Task A_blocking_body_that_waits_gives_its_place_too()
    {
        Begin();
        FlowTask<int, int> outer = FlowTask.Define("outer", (int number) => s_twice.Submit(number).Result() + s_twice.Run(number));
        Flow<int> flow = Flow.Define(
            "nested", () => outer.Map(Enumerable.Range(0, 20)).Result().Sum(), new() { TaskRunner = new ThreadPoolTaskRunner(1) });

        (await flow.RunAsync(Token)).ShouldBe(760);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_task_inside_another_that_waits_for_a_third_gives_its_place()
    {
        Begin();
        FlowTask<int> middle = FlowTask.Define("middle", async () => await s_twice.RunAsync(1, waitFor: [s_twice.Submit(2)]));
        FlowTask<int> outer = FlowTask.Define("outer", async () => await middle.RunAsync());
        Flow<int> flow = Flow.Define("nested", async () => await outer.Submit(), new() { TaskRunner = new ThreadPoolTaskRunner(1) });

        (await flow.RunAsync(Token)).ShouldBe(2);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_task_that_returns_futures_gives_its_place()
    {
        Begin();
        FlowTask<TaskFutureList<int>> outer = FlowTask.Define("outer", () => s_twice.Map([1, 2]));
        Flow<int> flow = Flow.Define("nested", async () => (await await outer.Submit()).Sum(), new() { TaskRunner = new ThreadPoolTaskRunner(1) });

        (await flow.RunAsync(Token)).ShouldBe(6);
    }

    [Fact(Timeout = 600_000)]
    public async Task No_more_tasks_run_at_once_than_there_are_places_though_they_wait_for_others()
    {
        Begin();
        int running = 0;
        int most = 0;
        async Task WorkAsync()
        {
            InterlockedMax(ref most, Interlocked.Increment(ref running));
            await Task.Delay(2);
            Interlocked.Decrement(ref running);
        }

        FlowTask<int, int> inner = FlowTask.Define("inner", async (int number) =>
        {
            await WorkAsync();
            return number;
        });
        FlowTask<int, int> outer = FlowTask.Define("outer", async (int number) =>
        {
            await WorkAsync();
            int sum = (await inner.Map([number, number])).Sum();
            await WorkAsync();
            return sum;
        });
        Flow<int> flow = Flow.Define(
            "nested", async () => (await outer.Map(Enumerable.Range(0, 30))).Sum(), new() { TaskRunner = new ThreadPoolTaskRunner(3) });

        (await flow.RunAsync(Token)).ShouldBe(870);
        most.ShouldBeInRange(1, 3);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_flow_inside_a_task_has_places_of_its_own()
    {
        Begin();
        Flow<int, int> child = Flow.Define("child", async (int number) => (await s_twice.Map([number, 1])).Sum(), new() { TaskRunner = new ThreadPoolTaskRunner(1) });
        FlowTask<int, int> calls = FlowTask.Define("calls", (int number) => child.RunAsync(number));
        Flow<int> flow = Flow.Define("parent", async () => (await calls.Map([1, 2, 3])).Sum(), new() { TaskRunner = new ThreadPoolTaskRunner(1) });

        (await flow.RunAsync(Token)).ShouldBe(18);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_task_that_waited_for_another_when_the_flow_ended_is_cancelled_once()
    {
        Begin();
        TaskCompletionSource release = new();
        FlowTask<int> slow = FlowTask.Define("slow", async () => { await release.Task; return 1; });
        TaskFuture<int>? late = null;
        Flow<Unit> flow = Flow.Define("leaves", () =>
        {
            TaskFuture<int> first = slow.Submit();
            late = s_twice.Submit(first);
            _ = Task.Run(async () => { await late.WaitAsync(); release.SetResult(); });
        });

        await flow.RunAsync(Token);

        late!.State.Type.ShouldBe(StateType.Cancelled);
        (await StoredTasksAsync("twice")).ShouldHaveSingleItem().States.Count(state => state.IsFinal).ShouldBe(1);
    }

    [Fact(Timeout = 600_000)]
    public async Task Bodies_that_have_not_begun_when_their_flow_is_cancelled_do_not_begin()
    {
        Begin();
        int calls = 0;
        TaskCompletionSource<Guid> begun = new();
        FlowTask<int, int> counts = FlowTask.Define("counts", (int number) => Interlocked.Increment(ref calls));
        FlowTask<int> first = FlowTask.Define("first", async (CancellationToken token) =>
        {
            begun.SetResult(FlowRunContext.Require().FlowRun.Id);
            await Task.Delay(Timeout.Infinite, token);
            return 1;
        });
        Flow<Unit> flow = Flow.Define(
            "cancelled",
            async () =>
            {
                _ = first.Submit();
                await counts.Map(Enumerable.Range(0, 100));
            },
            new() { TaskRunner = new ThreadPoolTaskRunner(1) });

        Task<State<Unit>> running = flow.RunStateAsync(Token);
        await Store.SetStateAsync(await begun.Task, State.Cancelling(), cancellationToken: Token);

        (await running).Type.ShouldBe(StateType.Cancelled);
        calls.ShouldBe(0);
        (await StoredTasksAsync("counts")).ShouldAllBe(run => run.State.Type == StateType.Cancelled);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_wait_for_another_run_ends_with_the_token_of_the_call()
    {
        Begin();
        TaskCompletionSource release = new();
        FlowTask<int> slow = FlowTask.Define("slow", async () => { await release.Task; return 1; });
        Flow<string> flow = Flow.Define("waits", async () =>
        {
            TaskFuture<int> upstream = slow.Submit();
            using CancellationTokenSource cancel = new();
            Task<State<int>> waiting = s_twice.RunStateAsync(1, [upstream], cancel.Token);
            await cancel.CancelAsync();
            State state = await waiting;
            release.SetResult();
            return state.Name;
        });

        (await flow.RunAsync(Token)).ShouldBe("Crashed");
    }

    [Fact(Timeout = 600_000)]
    public async Task Parallel_loops_in_a_flow_run_tasks_in_it()
    {
        Begin();
        FlowTask<int, Guid?> where = FlowTask.Define("where", async (int number) => { await Task.Yield(); return FlowRunContext.Current?.FlowRun.Id; });
        Flow<int> flow = Flow.Define("parallel", async () =>
        {
            int inside = 0;
            Guid own = FlowRunContext.Require().FlowRun.Id;
            await Parallel.ForEachAsync(Enumerable.Range(0, 200), async (number, token) =>
            {
                using (Tags.Add($"tag-{number}"))
                {
                    if (await where.RunAsync(number, token) == own)
                    {
                        Interlocked.Increment(ref inside);
                    }
                }
            });
            return inside;
        });

        (await flow.RunAsync(Token)).ShouldBe(200);
        (await StoredTasksAsync("where")).ShouldAllBe(run => run.Tags.Count == 1);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_task_that_is_submitted_where_the_context_does_not_flow_is_still_in_its_flow()
    {
        Begin();
        FlowTask<Guid?> where = FlowTask.Define("where", () => FlowRunContext.Current?.FlowRun.Id);
        Flow<bool> flow = Flow.Define("suppressed", async () =>
        {
            Guid own = FlowRunContext.Require().FlowRun.Id;
            TaskFuture<Guid?> future;
            using (ExecutionContext.SuppressFlow())
            {
                future = where.Submit();
            }

            return await future == own;
        });

        (await flow.RunAsync(Token)).ShouldBeTrue();
    }

    [Fact(Timeout = 600_000)]
    public async Task A_hundred_thousand_tasks_leave_nothing_behind()
    {
        Begin();
        ConcurrentBag<WeakReference> runs = [];
        FlowTask<int, object> makes = FlowTask.Define("makes", (int number) =>
        {
            runs.Add(new WeakReference(TaskRunContext.Require().TaskRun));
            return new object();
        });
        int alive = 0;
        Flow<Unit> flow = Flow.Define("many", async () =>
        {
            await RunManyAsync(makes, 100_000);
            alive = runs.Count;
            for (int round = 0; round < 1_000 && alive >= 100; round++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                await Task.Delay(10);
                alive = runs.Count(run => run.IsAlive);
            }
        }, new() { TaskRunner = new ThreadPoolTaskRunner(4) });

        using (RunStore.Use(new UnrecordedRunStore(Path.Combine(Home, "none.db"), () => Store)))
        {
            await flow.RunAsync(Token);
        }

        runs.Count.ShouldBe(100_000);
        alive.ShouldBeLessThan(100);

        static async Task RunManyAsync(FlowTask<int, object> makes, int count) => (await makes.Map(Enumerable.Range(0, count))).Count.ShouldBe(count);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }
}
