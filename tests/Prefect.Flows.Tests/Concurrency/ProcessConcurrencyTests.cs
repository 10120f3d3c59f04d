using Prefect.Testing;
using SlotProcess = Prefect.Blocks.Tests.Stores.WorkerProcess;

namespace Prefect.Flows.Tests;

public sealed class ProcessConcurrencyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Processes_take_turns_at_a_limit_of_one()
    {
        await using ValueStore store = new();
        await store.ConcurrencyLimits.CreateAsync(new ConcurrencyLimitDraft("one", 1), Cancellation);
        using TemporaryDirectory folder = new();
        using SlotProcess first = SlotProcess.Start("turns", store.Path, "one", folder.Combine("mark"), "25");
        using SlotProcess second = SlotProcess.Start("turns", store.Path, "one", folder.Combine("mark"), "25");
        (await first.FinishAsync(Cancellation)).Count.ShouldBe(25);
        (await second.FinishAsync(Cancellation)).Count.ShouldBe(25);
        (await store.ConcurrencyLimits.FindAsync("one", Cancellation))!.ActiveSlots.ShouldBe(0);
    }

    [Fact]
    public async Task The_slot_of_a_killed_process_is_free_when_its_lease_ends()
    {
        await using ValueStore store = new();
        await store.ConcurrencyLimits.CreateAsync(new ConcurrencyLimitDraft("one", 1), Cancellation);
        using SlotProcess holder = SlotProcess.Start("hold", store.Path, "one");
        (await holder.KillAfterAsync(1, TimeSpan.Zero, Cancellation)).ShouldBe(["held"]);

        ManualClock clock = new((await store.ConcurrencyLimits.ListLeasesAsync("one", Cancellation).SingleAsync(Cancellation)).Created);
        using IDisposable time = FlowClock.Use(clock);
        using IDisposable use = RunStore.Use(store);
        ConcurrencyOptions once = new() { Timeout = TimeSpan.Zero };
        await Should.ThrowAsync<ConcurrencySlotTimeoutException>(() => Concurrency.AcquireAsync("one", options: once, cancellationToken: Cancellation));
        clock.Advance(TimeSpan.FromSeconds(61));
        await using ConcurrencySlots held = await Concurrency.AcquireAsync("one", options: once, cancellationToken: Cancellation);
        held.Limits.Count.ShouldBe(1);
    }
}
