namespace Prefect.Flows.Tests.Futures;

/// <summary>Runs that are waited for without being arguments.</summary>
public sealed class WaitForTests : FlowTest
{
    private static readonly FlowTask<int, int> s_twice = FlowTask.Define("twice", (int number) => number * 2);
    private static readonly FlowTask<int> s_fails = FlowTask.Define<int>("fails", () => throw new IOException("upstream"));

    [Fact(Timeout = 600_000)]
    public async Task Mapping_costs_no_more_per_run_when_there_is_much_to_wait_for()
    {
        const int Count = 2_000;
        Begin();
        using IDisposable unrecorded = RunStore.Use(new UnrecordedRunStore(Path.Combine(Home, "none.db"), () => Store));
        TaskCompletionSource release = new();
        FlowTask<int, int> gated = FlowTask.Define("gated", async (int number) => { await release.Task; return number; });
        long bytes = 0;
        Flow<int> flow = Flow.Define("many", async () =>
        {
            TaskFutureList<int> upstream = gated.Map(Enumerable.Range(0, Count));
            bytes = -GC.GetAllocatedBytesForCurrentThread();
            TaskFutureList<int> after = s_twice.Map(Enumerable.Range(0, Count), waitFor: upstream);
            bytes += GC.GetAllocatedBytesForCurrentThread();
            release.SetResult();
            return (await after).Sum();
        });

        (await flow.RunAsync(Token)).ShouldBe(Count * (Count - 1));

        // Each run's list of its own would be 16 bytes for each of the others, at the least.
        bytes.ShouldBeLessThan(Count * Count * 2);
    }

    [Fact(Timeout = 600_000)]
    public async Task Every_mapped_run_tells_what_it_waited_for()
    {
        Begin();
        Flow<int> flow = Flow.Define("waits", async () =>
        {
            TaskFuture<int> one = s_twice.Submit(1);
            TaskFuture<int> two = s_twice.Submit(2);
            FlowTask<int, int> after = s_twice.With(options => options with { Name = "after" });
            return (await after.Map(new TaskFutureList<int>(one, two), waitFor: [two, one, two])).Sum();
        });

        (await flow.RunAsync(Token)).ShouldBe(12);

        List<TaskRun> first = await StoredTasksAsync("twice");
        List<TaskRun> runs = await StoredTasksAsync("after");
        runs.Count.ShouldBe(2);
        runs.ShouldAllBe(run => run.Inputs["wait_for"].Select(input => input.Id).SequenceEqual(first.Select(one => one.Id).Reverse()));
        runs.Select(run => run.Inputs["number"].ShouldHaveSingleItem().Id).ShouldBe(first.Select(run => run.Id), ignoreOrder: true);
    }

    [Fact(Timeout = 600_000)]
    public async Task No_mapped_run_begins_when_one_that_it_waits_for_failed()
    {
        Begin();
        int calls = 0;
        FlowTask<int, int> counts = FlowTask.Define("counts", (int _) => ++calls);
        Flow<int> flow = Flow.Define("fails", async () =>
            (await counts.Map([1, 2, 3], waitFor: [s_twice.Submit(1), s_fails.Submit()]).StatesAsync()).Count);

        (await flow.RunAsync(Token)).ShouldBe(3);

        calls.ShouldBe(0);
        List<TaskRun> runs = await StoredTasksAsync("counts");
        runs.Select(Names).ShouldBe(Enumerable.Repeat("Pending NotReady", 3));
        runs.ShouldAllBe(run => run.State.Message!.Contains("'wait_for'", StringComparison.Ordinal));
    }

    [Fact]
    public void Very_many_runs_in_one_argument_are_noted_in_no_time()
    {
        const int Count = 200_000;
        DependencyCollector found = new() { Parameter = "all" };
        RunReference[] runs = [.. Enumerable.Range(0, Count).Select(_ => new RunReference(RunKind.Task, Guid.NewGuid()))];

        long start = Environment.TickCount64;
        foreach (RunReference run in (RunReference[])[.. runs, .. runs])
        {
            found.Link(run);
        }

        found.Inputs["all"].ShouldBe(runs);
        (Environment.TickCount64 - start).ShouldBeLessThan(10_000);
    }
}
