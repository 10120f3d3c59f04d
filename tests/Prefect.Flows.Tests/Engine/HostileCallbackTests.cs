using Microsoft.Extensions.Logging;

namespace Prefect.Flows.Tests.Engine;

/// <summary>Code of the user's that throws, returns nonsense or comes at the wrong time.</summary>
public sealed class HostileCallbackTests : FlowTest
{
    private static readonly FlowTask<int, int> s_twice = FlowTask.Define("twice", (int number) => number * 2);

    [Fact(Timeout = 600_000)]
    public async Task A_retry_condition_that_throws_says_no()
    {
        Begin();
        int calls = 0;
        FlowTask<int> task = FlowTask.Define<int>(
            "fails", () => { calls++; throw new IOException(); }, new() { Retries = 3, RetryCondition = (_, _, _) => throw new FormatException() });

        (await task.RunStateAsync(Token)).IsFailed.ShouldBeTrue();

        calls.ShouldBe(1);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_cache_key_function_that_throws_fails_the_run_and_not_the_flow()
    {
        Begin();
        FlowTask<int> task = FlowTask.Define("keyed", () => 1, new() { CacheKeyFunction = (_, _) => throw new FormatException("no key") });
        Flow<string> flow = Flow.Define("flow", async () => (await task.Submit().StateAsync()).Name);

        (await flow.RunAsync(Token)).ShouldBeOneOf("Failed", "Completed");
        (await StoredTasksAsync("keyed")).ShouldHaveSingleItem().State.IsFinal.ShouldBeTrue();
    }

    [Fact(Timeout = 600_000)]
    public async Task Delays_that_throw_fail_the_run()
    {
        Begin();
        FlowTask<int> task = FlowTask.Define<int>(
            "fails", () => throw new IOException(), new() { Retries = 2, RetryDelay = RetryDelay.Of(_ => throw new FormatException("no delay")) });

        State state = await task.RunStateAsync(Token);

        state.IsFailed.ShouldBeTrue();
        (await StoredTasksAsync("fails")).ShouldHaveSingleItem().State.IsFailed.ShouldBeTrue();
    }

    [Fact(Timeout = 600_000)]
    public async Task A_callback_that_throws_disturbs_no_other_and_no_run()
    {
        Begin();
        TaskCompletionSource release = new();
        TaskCompletionSource called = new();
        FlowTask<int> slow = FlowTask.Define("slow", async () => { await release.Task; return 1; });
        Flow<int> flow = Flow.Define("callbacks", async () =>
        {
            TaskFuture<int> future = slow.Submit();
            future.AddDoneCallback(_ => throw new FormatException());
            future.AddDoneCallback(_ => called.SetResult());
            release.SetResult();
            await called.Task;
            return await future;
        });

        (await flow.RunAsync(Token)).ShouldBe(1);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_callback_that_throws_is_logged_before_and_after_the_end()
    {
        Begin();
        TaskCompletionSource release = new();
        TaskCompletionSource called = new();
        FlowTask<int> slow = FlowTask.Define("slow", async () => { await release.Task; return 1; });
        Flow<int> flow = Flow.Define("callbacks", async () =>
        {
            TaskFuture<int> future = slow.Submit();
            future.AddDoneCallback(_ => { called.SetResult(); throw new FormatException("deferred"); });
            release.SetResult();
            await called.Task;
            future.AddDoneCallback(_ => throw new FormatException("immediate"));
            return await future;
        });

        (await flow.RunAsync(Token)).ShouldBe(1);

        while (!await LoggedAsync("deferred", "immediate"))
        {
            // The callback logs after it has said that it was called.
            await Task.Yield();
        }
    }

    [Fact(Timeout = 600_000)]
    public async Task Hooks_that_throw_cancellation_keep_no_other_hook_from_being_called()
    {
        Begin();
        List<string> seen = [];
        FlowTask<int> task = FlowTask.Define("hooked", () => 1, new()
        {
            OnRunning = [(_, _, _) => throw new OperationCanceledException(), (_, _, _) => { seen.Add("running"); return default; }],
            OnCompletion = [async (_, _, _) => { await Task.Yield(); throw new FormatException(); }, (_, _, _) => { seen.Add("completed"); return default; }],
        });

        (await task.RunAsync(Token)).ShouldBe(1);

        seen.ShouldBe(["running", "completed"]);
    }

    [Fact]
    public void A_hook_that_is_null_is_refused_by_the_definition()
    {
        Should.Throw<ArgumentException>(() => FlowTask.Define("hooked", () => 1, new() { OnCompletion = [null!] }));
        Should.Throw<ArgumentException>(() => Flow.Define("hooked", () => 1, new() { OnFailure = [null!] }));
        Should.Throw<ArgumentException>(() => FlowTask.Define("hooked", () => 1, new() { OnRunning = null! }));
        Should.Throw<ArgumentException>(() => FlowTask.Define("hooked", () => 1, new() { OnCommit = [null!] }));
    }

    [Fact(Timeout = 600_000)]
    public async Task An_attempt_whose_time_was_over_is_repeated_with_time_of_its_own()
    {
        Begin();
        Prefect.Testing.ManualClock clock = BeginClock(jumps: false);
        int calls = 0;
        FlowTask<int> task = FlowTask.Define(
            "slow",
            async (CancellationToken token) =>
            {
                if (++calls < 3)
                {
                    clock.Advance(TimeSpan.FromMinutes(1));
                    await Task.Delay(Timeout.Infinite, token);
                }

                return calls;
            },
            new() { Retries = 2, Timeout = TimeSpan.FromMinutes(1) });

        (await task.RunAsync(Token)).ShouldBe(3);

        Names((await StoredTasksAsync("slow")).ShouldHaveSingleItem()).ShouldBe("Pending Running Retrying Retrying Completed");
    }

    [Fact(Timeout = 600_000)]
    public async Task A_blocking_body_is_left_when_its_time_is_over()
    {
        Begin();
        using ManualResetEventSlim release = new();
        FlowTask<int> task = FlowTask.Define("blocks", () => { release.Wait(TimeSpan.FromMinutes(1)); return 1; }, new() { Timeout = TimeSpan.FromMilliseconds(50) });

        State state = await task.RunStateAsync(Token);
        release.Set();

        state.Name.ShouldBe("TimedOut");
    }

    [Fact(Timeout = 600_000)]
    public async Task A_task_that_is_cancelled_while_it_awaits_a_retry_ends_at_once()
    {
        Begin();
        Prefect.Testing.ManualClock clock = BeginClock(jumps: false);
        using CancellationTokenSource cancel = new();
        FlowTask<int> task = FlowTask.Define<int>("fails", () => throw new IOException(), new() { Retries = 2, RetryDelay = 3600 });

        Task<State<int>> running = task.RunStateAsync(cancel.Token);
        await clock.WaitedForAsync(TimeSpan.FromHours(1), Token);
        await cancel.CancelAsync();

        (await running).Type.ShouldBe(StateType.Crashed);

        Names((await StoredTasksAsync("fails")).ShouldHaveSingleItem()).ShouldBe("Pending Running AwaitingRetry Crashed");
    }

    [Fact(Timeout = 600_000)]
    public async Task A_clock_that_is_set_back_makes_no_state_earlier_than_the_one_before()
    {
        Begin();
        Prefect.Testing.ManualClock clock = BeginClock(jumps: false);
        FlowTask<int> task = FlowTask.Define("jumps", () => { clock.Advance(TimeSpan.FromDays(400)); return 1; });

        await task.RunAsync(Token);

        TaskRun run = (await StoredTasksAsync("jumps")).ShouldHaveSingleItem();
        run.TotalRunTime.TotalDays.ShouldBe(400, 0.01);
        run.States.Zip(run.States.Skip(1)).ShouldAllBe(pair => pair.First.Timestamp < pair.Second.Timestamp);
    }

    [Fact(Timeout = 600_000)]
    public async Task One_state_may_be_returned_by_many_runs()
    {
        Begin();
        State shared = State.Failed("shared");
        FlowTask<int, State> task = FlowTask.Define("returns", (int number) => shared);
        Flow<int> flow = Flow.Define("many", async () => (await task.Map(Enumerable.Range(0, 20)).StatesAsync()).Count(state => state.IsFailed));

        (await flow.RunAsync(Token)).ShouldBe(20);
        List<TaskRun> runs = await StoredTasksAsync("returns");
        runs.Count(run => run.State.IsFailed).ShouldBe(20);
    }

    [Fact(Timeout = 600_000)]
    public async Task Names_of_any_script_are_kept()
    {
        Begin();
        FlowTask<string, int> task = FlowTask.Define("zähle 数える 🧮", (string text) => text.Length, new() { RunName = "数 {text} 🧮" });

        await task.RunAsync("ß\u0301\u202e", Token);

        (await StoredTasksAsync("zähle 数える 🧮")).ShouldHaveSingleItem().Name.ShouldBe("数 ß\u0301\u202e 🧮");
    }

    [Fact(Timeout = 600_000)]
    public async Task Huge_arguments_and_results_go_through()
    {
        Begin();
        FlowTask<byte[], byte[]> task = FlowTask.Define("huge", byte[] (byte[] bytes) => [.. bytes, 1]);
        Flow<byte[], int> flow = Flow.Define("huge", async (byte[] bytes) => (await task.Submit(bytes)).Length);

        (await flow.RunAsync(new byte[30_000_000], Token)).ShouldBe(30_000_001);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_stream_that_is_cancelled_in_the_middle_ends_its_run()
    {
        Begin();
        using CancellationTokenSource cancel = new();
        static async IAsyncEnumerable<int> Count([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
        {
            for (int number = 0; ; number++)
            {
                yield return number;
                await Task.Delay(1, token);
            }
        }

        StreamTask<int> task = FlowTask.Define("count", (CancellationToken token) => Count(token));
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (int item in task.StreamAsync(cancel.Token))
            {
                if (item == 3)
                {
                    await cancel.CancelAsync();
                }
            }
        });

        (await StoredTasksAsync("count")).ShouldHaveSingleItem().State.Type.ShouldBe(StateType.Crashed);
    }

    [Fact]
    public void Scopes_that_are_left_out_of_order_leave_what_the_outer_one_found()
    {
        IDisposable outer = Tags.Add("outer");
        IDisposable inner = Tags.Add("inner");

        outer.Dispose();
        TagsContext.Current.Tags.ShouldBeEmpty();
        inner.Dispose();
        Should.Throw<InvalidOperationException>(inner.Dispose);
        Should.Throw<InvalidOperationException>(outer.Dispose);
    }

    [Fact(Timeout = 600_000)]
    public async Task Tasks_wait_until_the_end_of_time()
    {
        Begin();
        Flow<int> flow = Flow.Define("waits", async () =>
        {
            TaskFuture<int> future = s_twice.Submit(1);
            await future.WaitAsync(TimeSpan.MaxValue);
            return await s_twice.Map([1, 2]).ResultAsync(TimeSpan.FromDays(365)) is { Count: 2 } ? 1 : 0;
        });

        (await flow.RunAsync(Token)).ShouldBe(1);
    }

    private async Task<bool> LoggedAsync(params string[] words)
    {
        await Store.FlushAsync(Token);
        List<RunLog> logs = await Store.ReadLogsAsync(cancellationToken: Token).ToListAsync(Token);
        return Array.TrueForAll(words, word => logs.Exists(log => log.Level == LogLevel.Error && log.Message.Contains(word, StringComparison.Ordinal)));
    }
}
