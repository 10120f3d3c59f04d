using Prefect.Testing;

namespace Prefect.Flows.Tests;

public sealed class TagLimitTests : IAsyncDisposable
{
    private readonly ValueStore _store = new();
    private readonly ManualClock _clock = new();
    private readonly IDisposable _use;
    private readonly IDisposable _time;

    public TagLimitTests()
    {
        _use = RunStore.Use(_store);
        _time = FlowClock.Use(_clock);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hundred_tasks_whose_tags_have_no_limit_ask_once_in_five_seconds()
    {
        FlowTask<int> task = FlowTask.Define("tagged", () => 1, new() { Tags = ["free"] });
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => task.RunAsync(Cancellation)));
        _store.Lists.ShouldBe(1);
        _store.Asks.ShouldBe(0);

        _clock.Advance(TimeSpan.FromSeconds(5));
        await task.RunAsync(Cancellation);
        _store.Lists.ShouldBe(2);
    }

    [Fact]
    public async Task Tasks_with_a_limited_tag_run_so_many_at_once()
    {
        await _store.ConcurrencyLimits.CreateAsync(new ConcurrencyLimitDraft("tag:db", 2), Cancellation);
        int now = 0;
        int most = 0;
        FlowTask<int> task = FlowTask.Define(
            "limited",
            async () =>
            {
                int running = Interlocked.Increment(ref now);
                InterlockedMax(ref most, running);
                await Task.Yield();
                Interlocked.Decrement(ref now);
                return running;
            },
            new() { Tags = ["db"] });
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => task.RunAsync(Cancellation)));
        most.ShouldBeInRange(1, 2);
        (await _store.ConcurrencyLimits.FindAsync("tag:db", Cancellation))!.ActiveSlots.ShouldBe(0);
    }

    [Fact]
    public async Task The_task_run_holds_the_slots_for_a_minute_at_a_time()
    {
        await _store.ConcurrencyLimits.CreateAsync(new ConcurrencyLimitDraft("tag:db", 1), Cancellation);
        FlowTask<(ConcurrencyLease Lease, Guid Run)> task = FlowTask.Define(
            "holder",
            async () => (await _store.ConcurrencyLimits.ListLeasesAsync("tag:db", Cancellation).SingleAsync(Cancellation), TaskRunContext.Require().TaskRun.Id),
            new() { Tags = ["db"] });
        (ConcurrencyLease lease, Guid run) = await task.RunAsync(Cancellation);
        lease.Holder.ShouldBe(new ConcurrencyHolder("task_run", run));
        (lease.Expires - lease.Created).ShouldBe(TimeSpan.FromSeconds(60));
    }

    public async ValueTask DisposeAsync()
    {
        _time.Dispose();
        _use.Dispose();
        await _store.DisposeAsync();
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen = target;
        while (value > seen && Interlocked.CompareExchange(ref target, value, seen) is int other && other != seen)
        {
            seen = other;
        }
    }
}
