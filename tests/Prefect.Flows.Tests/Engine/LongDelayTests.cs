using Prefect.Testing;

namespace Prefect.Flows.Tests.Engine;

/// <summary>Retry delays that are longer than a timer can be.</summary>
public sealed class LongDelayTests : FlowTest
{
    private static readonly TimeSpan s_delay = TimeSpan.FromDays(100);

    [Fact(Timeout = 600_000)]
    public async Task A_task_waits_a_hundred_days_for_its_retry()
    {
        Begin();
        ManualClock clock = BeginClock();
        DateTimeOffset start = clock.GetUtcNow();
        int calls = 0;
        FlowTask<int> task = FlowTask.Define("slow", () => ++calls == 1 ? throw new IOException() : calls, new() { Retries = 1, RetryDelay = s_delay });

        (await task.RunAsync(Token)).ShouldBe(2);

        Names((await StoredTasksAsync("slow")).ShouldHaveSingleItem()).ShouldBe("Pending Running AwaitingRetry Retrying Completed");
        (clock.GetUtcNow() - start).ShouldBe(s_delay);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_flow_waits_a_hundred_days_for_its_retry()
    {
        Begin();
        ManualClock clock = BeginClock();
        int calls = 0;
        Flow<int> flow = Flow.Define("slow", () => ++calls == 1 ? throw new IOException() : calls, new() { Retries = 1, RetryDelay = s_delay });

        (await flow.RunAsync(Token)).ShouldBe(2);

        Names(await StoredFlowAsync("slow")).ShouldBe("Pending Running AwaitingRetry Retrying Completed");
    }

    [Fact(Timeout = 600_000)]
    public async Task A_delay_that_the_settings_name_and_nobody_can_wait_for_fails_the_run_with_the_limit()
    {
        Begin(("PREFECT_TASKS_DEFAULT_RETRY_DELAY_SECONDS", "1e300"));
        FlowTask<int> task = FlowTask.Define<int>("slow", () => throw new IOException(), new() { Retries = 1 });

        State state = await task.RunStateAsync(Token);

        state.IsFailed.ShouldBeTrue();
        state.Message!.ShouldContain("at most 31536000");
    }

    [Fact]
    public void A_delay_of_more_than_a_year_is_refused_at_the_definition()
    {
        Should.Throw<ArgumentException>(() => new TaskOptions { RetryDelay = TimeSpan.MaxValue }).Message.ShouldContain("365 days");
        Should.Throw<ArgumentException>(() => new TaskOptions { RetryDelay = 1e300 }).Message.ShouldContain("365 days");
        Should.Throw<ArgumentException>(() => RetryDelay.Sequence(TimeSpan.Zero, TimeSpan.FromDays(366))).Message.ShouldContain("365 days");
        Should.Throw<ArgumentException>(() => RetryDelay.Exponential(double.PositiveInfinity));
        Should.Throw<ArgumentException>(() => RetryDelay.FromDouble(double.NaN));
    }

    [Fact]
    public void Delays_that_double_stay_at_a_year() =>
        RetryDelay.Exponential(3600).For(50)[^1].ShouldBe(TimeSpan.FromDays(365));
}
