using Prefect.Testing;

namespace Prefect.Flows.Tests;

public sealed class ConcurrencyTests : IAsyncDisposable
{
    private readonly ValueStore _store = new();
    private readonly ManualClock _clock = new();
    private readonly IDisposable _use;
    private readonly IDisposable _time;

    public ConcurrencyTests()
    {
        _use = RunStore.Use(_store);
        _time = FlowClock.Use(_clock);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ConcurrencyOptions Once => new() { Timeout = TimeSpan.Zero };

    [Fact]
    public async Task Slots_are_taken_and_given_back()
    {
        await LimitAsync("db", 2);
        await using (ConcurrencySlots slots = await Concurrency.AcquireAsync("db", 2, cancellationToken: Cancellation))
        {
            slots.Limits.Single().Name.ShouldBe("db");
            (await TakenAsync("db")).ShouldBe(2);
            await Should.ThrowAsync<ConcurrencySlotTimeoutException>(() => Concurrency.AcquireAsync("db", options: Once, cancellationToken: Cancellation));
        }

        (await TakenAsync("db")).ShouldBe(0);
        (await _store.ConcurrencyLimits.FindAsync("db", Cancellation))!.DeniedSlots.ShouldBe(1);
    }

    [Fact]
    public async Task Slots_are_given_back_when_the_work_fails()
    {
        await LimitAsync("db", 1);
        await Should.ThrowAsync<InvalidOperationException>(() => Concurrency.RunAsync(
            ["db"], _ => Task.FromException(new InvalidOperationException("boom")), cancellationToken: Cancellation));
        (await TakenAsync("db")).ShouldBe(0);
    }

    [Fact]
    public async Task Slots_of_several_limits_are_taken_together_or_not_at_all()
    {
        await LimitAsync("a", 1);
        await LimitAsync("b", 1);
        await using ConcurrencySlots held = await Concurrency.AcquireAsync("b", cancellationToken: Cancellation);
        await Should.ThrowAsync<TimeoutException>(() => Concurrency.AcquireAsync(["a", "b"], options: Once, cancellationToken: Cancellation));
        (await TakenAsync("a")).ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_waits_goes_on_when_slots_become_free()
    {
        await LimitAsync("db", 1);
        ConcurrencySlots first = await Concurrency.AcquireAsync("db", cancellationToken: Cancellation);
        Task<ConcurrencySlots> second = Concurrency.AcquireAsync("db", cancellationToken: Cancellation);
        Task<ConcurrencySlots> third = Concurrency.AcquireAsync("db", cancellationToken: Cancellation);
        second.IsCompleted.ShouldBeFalse();
        await first.DisposeAsync();
        await using (await second)
        {
            third.IsCompleted.ShouldBeFalse();
        }

        await (await third).DisposeAsync();
    }

    [Fact]
    public async Task Waiting_ends_with_the_timeout_or_with_the_retries()
    {
        await LimitAsync("db", 1);
        await using ConcurrencySlots held = await Concurrency.AcquireAsync("db", cancellationToken: Cancellation);
        _clock.JumpsToTimers = true;
        await Should.ThrowAsync<ConcurrencySlotTimeoutException>(() => Concurrency.AcquireAsync(
            "db", options: new() { Timeout = TimeSpan.FromSeconds(5) }, cancellationToken: Cancellation));
        int asks = _store.Asks;
        ConcurrencySlotException refused = await Should.ThrowAsync<ConcurrencySlotException>(() => Concurrency.AcquireAsync(
            "db", options: new() { MaxRetries = 2 }, cancellationToken: Cancellation));
        refused.Message.ShouldContain("3 times");
        (_store.Asks - asks).ShouldBe(3);
    }

    [Fact]
    public async Task Waiting_ends_when_it_is_cancelled()
    {
        await LimitAsync("db", 1);
        await using ConcurrencySlots held = await Concurrency.AcquireAsync("db", cancellationToken: Cancellation);
        using CancellationTokenSource cancel = new();
        Task<ConcurrencySlots> waiting = Concurrency.AcquireAsync("db", cancellationToken: cancel.Token);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        (await TakenAsync("db")).ShouldBe(1);
    }

    [Fact]
    public async Task A_limit_that_is_not_there_holds_nothing_back_unless_it_must_exist()
    {
        await using (await Concurrency.AcquireAsync(["nowhere"], cancellationToken: Cancellation))
        {
        }

        await LimitAsync("here", 1);
        ConcurrencySlotException refused = await Should.ThrowAsync<ConcurrencySlotException>(() => Concurrency.AcquireAsync(
            ["here", "nowhere"], options: new() { Strict = true }, cancellationToken: Cancellation));
        refused.Message.ShouldContain("nowhere");
        (await TakenAsync("here")).ShouldBe(0);
    }

    [Fact]
    public async Task No_names_and_inactive_limits_hold_nothing_back()
    {
        await _store.ConcurrencyLimits.CreateAsync(new ConcurrencyLimitDraft("off", 1) { IsActive = false }, Cancellation);
        await using ConcurrencySlots none = await Concurrency.AcquireAsync([], cancellationToken: Cancellation);
        await using ConcurrencySlots off = await Concurrency.AcquireAsync("off", 7, new() { Strict = true }, Cancellation);
        off.Limits.ShouldBeEmpty();
        await Concurrency.RateLimitAsync([], cancellationToken: Cancellation);
    }

    [Fact]
    public async Task More_slots_than_there_are_can_never_be_had()
    {
        await LimitAsync("db", 1);
        ConcurrencySlotException refused = await Should.ThrowAsync<ConcurrencySlotException>(
            () => Concurrency.AcquireAsync("db", 2, cancellationToken: Cancellation));
        refused.Message.ShouldContain("2 slots");
    }

    [Fact]
    public async Task A_lease_is_renewed_when_three_quarters_of_it_are_over()
    {
        await LimitAsync("db", 1);
        await using ConcurrencySlots held = await Concurrency.AcquireAsync("db", options: new() { LeaseDuration = TimeSpan.FromSeconds(60) }, cancellationToken: Cancellation);
        _clock.Waits.ShouldContain(TimeSpan.FromSeconds(45));
        _clock.Advance(TimeSpan.FromSeconds(45));
        await EventuallyAsync(async () => (await LeasesAsync("db")).Single().Expires == _clock.GetUtcNow().AddSeconds(60));
        held.IsLost.ShouldBeFalse();
    }

    [Fact]
    public async Task Slots_of_a_process_that_died_become_free_when_its_lease_ends()
    {
        await LimitAsync("db", 1);
        ConcurrencyRequest dead = new() { Names = ["db"], Slots = 1, LeaseDuration = TimeSpan.FromSeconds(60) };
        (await _store.ConcurrencyLimits.AcquireAsync(dead, Cancellation)).IsGranted.ShouldBeTrue();
        (await _store.ConcurrencyLimits.AcquireAsync(dead, Cancellation)).IsGranted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(60));
        (await TakenAsync("db")).ShouldBe(0);
        await using ConcurrencySlots held = await Concurrency.AcquireAsync("db", options: Once, cancellationToken: Cancellation);
        (await TakenAsync("db")).ShouldBe(1);
    }

    [Fact]
    public async Task Losing_the_slots_ends_strict_work()
    {
        await LimitAsync("db", 1);
        TaskCompletionSource begun = new();
        Task work = Concurrency.RunAsync(
            ["db"],
            async token =>
            {
                begun.SetResult();
                await Task.Delay(Timeout.Infinite, token);
            },
            options: new() { Strict = true, LeaseDuration = TimeSpan.FromSeconds(60) },
            cancellationToken: Cancellation);
        await begun.Task;
        await _store.ConcurrencyLimits.ResetAsync("db", Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(45));
        await Should.ThrowAsync<ConcurrencyLeaseLostException>(() => work);
    }

    [Fact]
    public async Task Losing_the_slots_does_not_end_other_work()
    {
        await LimitAsync("db", 1);
        await using ConcurrencySlots held = await Concurrency.AcquireAsync("db", options: new() { LeaseDuration = TimeSpan.FromSeconds(60) }, cancellationToken: Cancellation);
        _store.FailsRenewals = true;
        _clock.JumpsToTimers = true;
        _clock.Advance(TimeSpan.FromSeconds(45));
        await EventuallyAsync(() => Task.FromResult(held.IsLost));
        held.Lost.IsCancellationRequested.ShouldBeFalse();
        held.ThrowIfLost();
    }

    [Fact]
    public async Task A_rate_limit_gives_slots_as_time_goes_by()
    {
        await _store.ConcurrencyLimits.CreateAsync(new ConcurrencyLimitDraft("api", 2) { SlotDecayPerSecond = 0.5 }, Cancellation);
        await Concurrency.RateLimitAsync("api", 2, cancellationToken: Cancellation);
        await Should.ThrowAsync<ConcurrencySlotTimeoutException>(() => Concurrency.RateLimitAsync("api", timeout: TimeSpan.Zero, cancellationToken: Cancellation));
        _clock.Advance(TimeSpan.FromSeconds(2));
        await Concurrency.RateLimitAsync("api", timeout: TimeSpan.Zero, cancellationToken: Cancellation);
        await Should.ThrowAsync<ConcurrencySlotTimeoutException>(() => Concurrency.RateLimitAsync("api", timeout: TimeSpan.Zero, cancellationToken: Cancellation));

        _clock.JumpsToTimers = true;
        DateTimeOffset before = _clock.GetUtcNow();
        await Concurrency.RateLimitAsync("api", cancellationToken: Cancellation);
        (_clock.GetUtcNow() - before).TotalSeconds.ShouldBeInRange(2, 2.5);
    }

    [Fact]
    public async Task A_limit_whose_slots_do_not_become_free_is_no_rate_limit()
    {
        await LimitAsync("db", 1);
        await Should.ThrowAsync<ConcurrencySlotException>(() => Concurrency.RateLimitAsync("db", cancellationToken: Cancellation));
        await Concurrency.RateLimitAsync("nowhere", cancellationToken: Cancellation);
        await Should.ThrowAsync<ConcurrencySlotException>(() => Concurrency.RateLimitAsync("nowhere", strict: true, cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Taking_and_giving_back_is_made_known()
    {
        await LimitAsync("wire-gcl", 2);
        await using (await Concurrency.AcquireAsync("wire-gcl", cancellationToken: Cancellation))
        {
        }

        List<PrefectEvent> events = await _store.Events!.ListAsync(cancellationToken: Cancellation).ToListAsync(Cancellation);
        events.Select(occurrence => occurrence.Name).ShouldBe(["prefect.concurrency-limit.released", "prefect.concurrency-limit.acquired"]);
        events[0].Follows.ShouldBe(events[1].Id);
        events[1].Resource["prefect.resource.name"].ShouldBe("wire-gcl");
        events[1].Resource["slots-acquired"].ShouldBe("1");
        events[1].Resource["limit"].ShouldBe("2");
    }

    [Fact]
    public async Task What_a_run_forgets_to_give_back_is_given_back_at_its_end()
    {
        await LimitAsync("db", 1);
        Guid run = Guid.NewGuid();
        LeftoverSlots.Add(run, await Concurrency.AcquireAsync("db", cancellationToken: Cancellation));
        await LeftoverSlots.ReleaseAsync(Guid.NewGuid());
        (await TakenAsync("db")).ShouldBe(1);
        await LeftoverSlots.ReleaseAsync(run);
        (await TakenAsync("db")).ShouldBe(0);
    }

    [Fact]
    public async Task Limits_are_made_changed_reset_and_deleted()
    {
        IConcurrencyLimitStore limits = _store.ConcurrencyLimits;
        await limits.CreateAsync(new ConcurrencyLimitDraft("x", 3) { ActiveSlots = 2, SlotDecayPerSecond = 1 }, Cancellation);
        await Should.ThrowAsync<ConcurrencyLimitExistsException>(() => limits.CreateAsync(new ConcurrencyLimitDraft("x", 1), Cancellation).AsTask());
        _clock.Advance(TimeSpan.FromSeconds(1));
        (await TakenAsync("x")).ShouldBe(1);
        ConcurrencyLimit changed = (await limits.UpdateAsync("x", new ConcurrencyLimitChange { Limit = 9, SlotDecayPerSecond = 0 }, Cancellation))!;
        (changed.Limit, changed.ActiveSlots, changed.IsActive, changed.SlotDecayPerSecond).ShouldBe((9, 1, true, 0));
        (await limits.UpdateAsync("x", new ConcurrencyLimitChange { IsActive = false, ActiveSlots = 5 }, Cancellation))!.ActiveSlots.ShouldBe(5);
        (await limits.ResetAsync("x", Cancellation)).ShouldBeTrue();
        (await TakenAsync("x")).ShouldBe(0);
        (await limits.DeleteAsync("x", Cancellation)).ShouldBeTrue();
        (await limits.DeleteAsync("x", Cancellation)).ShouldBeFalse();
        (await limits.ResetAsync("x", Cancellation)).ShouldBeFalse();
        (await limits.UpdateAsync("x", new ConcurrencyLimitChange(), Cancellation)).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a/b")]
    [InlineData("50%")]
    [InlineData("a&b")]
    [InlineData("<a>")]
    [InlineData("a\nb")]
    public async Task Bad_names_are_refused(string name)
    {
        Should.Throw<ArgumentException>(() => new ConcurrencyLimitDraft(name, 1));
        await Should.ThrowAsync<ArgumentException>(() => Concurrency.AcquireAsync(name, cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => Concurrency.RateLimitAsync(name, cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Bad_numbers_are_refused()
    {
        Should.Throw<ArgumentException>(() => new ConcurrencyLimitDraft(new string('a', 256), 1));
        Should.Throw<ArgumentOutOfRangeException>(() => new ConcurrencyLimitDraft("a", -1));
        Should.Throw<ArgumentOutOfRangeException>(() => new ConcurrencyLimitDraft("a", 1) { ActiveSlots = -1 });
        Should.Throw<ArgumentOutOfRangeException>(() => new ConcurrencyLimitDraft("a", 1) { SlotDecayPerSecond = double.NaN });
        Should.Throw<ArgumentOutOfRangeException>(() => new ConcurrencyLimitChange { Limit = -1 });
        await Should.ThrowAsync<ArgumentException>(() => Concurrency.AcquireAsync("a", 0, cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => Concurrency.RateLimitAsync("a", -1, cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => Concurrency.AcquireAsync("a", options: new() { Timeout = TimeSpan.FromSeconds(-1) }, cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => Concurrency.AcquireAsync("a", options: new() { MaxRetries = -1 }, cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => Concurrency.AcquireAsync("a", options: new() { LeaseDuration = TimeSpan.FromSeconds(59) }, cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentNullException>(() => Concurrency.AcquireAsync((IEnumerable<string>)null!, cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentNullException>(() => Concurrency.RunAsync<int>(["a"], null!, cancellationToken: Cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        _time.Dispose();
        _use.Dispose();
        await _store.DisposeAsync();
    }

    private async Task LimitAsync(string name, int limit) => await _store.ConcurrencyLimits.CreateAsync(new ConcurrencyLimitDraft(name, limit), Cancellation);

    private async Task<double> TakenAsync(string name) => (await _store.ConcurrencyLimits.FindAsync(name, Cancellation))!.ActiveSlots;

    private async Task<List<ConcurrencyLease>> LeasesAsync(string name) =>
        await _store.ConcurrencyLimits.ListLeasesAsync(name, Cancellation).ToListAsync(Cancellation);

    /// <summary>Waits for what the store does on another thread.</summary>
    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        while (!await holds())
        {
            await Task.Delay(1, Cancellation);
        }
    }
}
