namespace Prefect.Flows.Tests.Engine;

public sealed class TaskRunTests : FlowTest
{
    private static readonly FlowTask<int, int> s_twice = FlowTask.Define("twice", (int number) => number * 2);

    [Fact]
    public async Task A_task_runs_outside_flows_and_is_recorded()
    {
        Begin();

        (await s_twice.RunAsync(21, Token)).ShouldBe(42);

        TaskRun run = (await StoredTasksAsync("twice")).ShouldHaveSingleItem();
        run.FlowRunId.ShouldBeNull();
        run.Name.ShouldBe("twice");
        Names(run).ShouldBe("Pending Running Completed");
        run.RunCount.ShouldBe(1);
        run.StartTime.ShouldNotBeNull();
        run.EndTime.ShouldNotBeNull();
    }

    [Fact]
    public void A_task_runs_blocking()
    {
        Begin();

        s_twice.Run(4, Token).ShouldBe(8);
        s_twice.RunState(4, Token).IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_task_in_a_flow_is_named_after_its_dynamic_key()
    {
        Begin();
        Flow<int> flow = Flow.Define("names", () => s_twice.RunAsync(1));

        await flow.RunAsync(Token);

        TaskRun run = (await StoredTasksAsync("twice")).ShouldHaveSingleItem();
        run.Name.ShouldBe($"twice-{run.DynamicKey[..3]}");
        run.FlowRunId.ShouldBe((await StoredFlowAsync("names")).Id);
    }

    [Fact]
    public async Task An_exception_fails_the_run_and_reaches_the_caller_unchanged()
    {
        Begin();
        InvalidDataException thrown = new("no such column");
        FlowTask<int> task = FlowTask.Define<int>("fails", () => throw thrown);

        (await Should.ThrowAsync<InvalidDataException>(() => task.RunAsync(Token))).ShouldBeSameAs(thrown);
        State<int> state = await task.RunStateAsync(Token);

        state.IsFailed.ShouldBeTrue();
        state.Message.ShouldBe("Task run encountered an exception: InvalidDataException: no such column");
        (await Should.ThrowAsync<InvalidDataException>(() => state.ResultAsync(Token))).ShouldBeSameAs(thrown);
    }

    [Fact]
    public async Task Failures_are_repeated_with_the_delays_given()
    {
        Begin();
        Prefect.Testing.ManualClock clock = BeginClock();
        int calls = 0;
        FlowTask<int> task = FlowTask.Define(
            "flaky", () => ++calls < 4 ? throw new IOException("try again") : calls, new() { Retries = 5, RetryDelay = new double[] { 1, 10 } });

        (await task.RunAsync(Token)).ShouldBe(4);

        TaskRun run = (await StoredTasksAsync("flaky")).ShouldHaveSingleItem();
        Names(run).ShouldBe("Pending Running AwaitingRetry Retrying AwaitingRetry Retrying AwaitingRetry Retrying Completed");
        run.RunCount.ShouldBe(4);
        clock.Waits.Where(wait => wait >= TimeSpan.FromSeconds(1)).ShouldBe(
            [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10)]);
    }

    [Fact]
    public async Task Failures_without_a_delay_are_repeated_at_once()
    {
        Begin();
        int calls = 0;
        FlowTask<int> task = FlowTask.Define("flaky", () => ++calls < 2 ? throw new IOException("try again") : calls, new() { Retries = 1 });

        await task.RunAsync(Token);

        Names((await StoredTasksAsync("flaky")).ShouldHaveSingleItem()).ShouldBe("Pending Running Retrying Completed");
    }

    [Fact]
    public async Task Exponential_delays_double()
    {
        Begin();
        Prefect.Testing.ManualClock clock = BeginClock();
        FlowTask<int> task = FlowTask.Define<int>("never", () => throw new IOException(), new() { Retries = 3, RetryDelay = RetryDelay.Exponential(10) });

        (await task.RunStateAsync(Token)).IsFailed.ShouldBeTrue();

        clock.Waits.Where(wait => wait >= TimeSpan.FromSeconds(1)).Select(wait => wait.TotalSeconds).ShouldBe([10, 20, 40]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_retry_condition_that_says_no_or_throws_ends_the_attempts(bool throws)
    {
        Begin();
        int calls = 0;
        FlowTask<int> task = FlowTask.Define<int>(
            "picky",
            () =>
            {
                calls++;
                throw new IOException();
            },
            new() { Retries = 3, RetryCondition = (_, _, state) => throws ? throw new InvalidOperationException() : new(state.IsCompleted) });

        (await task.RunStateAsync(Token)).IsFailed.ShouldBeTrue();

        calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_retry_condition_and_a_hook_see_what_the_run_failed_with()
    {
        Begin();
        int calls = 0;
        Exception? seen = null;
        FlowTask<int> task = FlowTask.Define<int>("choosy", () => throw (++calls == 1 ? new IOException("again") : new InvalidDataException("enough")), new()
        {
            Retries = 3,
            RetryCondition = (_, _, state) => new(state.Exception is IOException),
            OnFailure = [(_, _, state) => { seen = state.Exception; return ValueTask.CompletedTask; }],
        });

        State<int> last = await task.RunStateAsync(Token);

        calls.ShouldBe(2);
        seen.ShouldBeOfType<InvalidDataException>().ShouldBeSameAs(last.Exception);
        State.Completed().Exception.ShouldBeNull();
        State.Crashed("Gone.").Exception.ShouldBeOfType<CrashedRunException>().Message.ShouldBe("Gone.");
    }

    [Fact]
    public async Task Settings_give_the_number_of_repetitions_and_their_delays()
    {
        Begin(("PREFECT_TASKS_DEFAULT_RETRIES", "2"), ("PREFECT_TASKS_DEFAULT_RETRY_DELAY_SECONDS", "3,7"));
        Prefect.Testing.ManualClock clock = BeginClock();
        FlowTask<int> task = FlowTask.Define<int>("never", () => throw new IOException());

        (await task.RunStateAsync(Token)).IsFailed.ShouldBeTrue();

        clock.Waits.Where(wait => wait >= TimeSpan.FromSeconds(1)).Select(wait => wait.TotalSeconds).ShouldBe([3, 7]);
    }

    [Fact]
    public async Task Hooks_run_in_order_and_a_throwing_one_does_not_stop_the_next()
    {
        Begin();
        List<string> seen = [];
        TaskHook Hook(string name) => (task, run, state) =>
        {
            seen.Add($"{name} {run.State.Name} {state.Name} {TaskRunContext.Current?.TaskRun.Id == run.Id}");
            return name == "first" ? throw new InvalidOperationException("hook") : default;
        };
        FlowTask<int> task = FlowTask.Define("hooked", () => 1, new()
        {
            OnRunning = [Hook("running")],
            OnCompletion = [Hook("first"), Hook("second")],
            OnFailure = [Hook("failure")],
        });

        await task.RunAsync(Token);

        seen.ShouldBe(["running Running Running True", "first Completed Completed True", "second Completed Completed True"]);
    }

    [Fact]
    public async Task The_failure_hook_runs_once_after_the_last_attempt_and_the_running_hook_at_each()
    {
        Begin();
        List<string> seen = [];
        FlowTask<int> task = FlowTask.Define<int>("never", () => throw new IOException(), new()
        {
            Retries = 2,
            OnRunning = [(_, run, _) => { seen.Add($"running {run.RunCount}"); return default; }],
            OnFailure = [(_, run, _) => { seen.Add($"failure {run.RunCount}"); return default; }],
        });

        await task.RunStateAsync(Token);

        seen.ShouldBe(["running 1", "running 2", "running 3", "failure 3"]);
    }

    [Fact]
    public async Task An_attempt_that_takes_too_long_is_timed_out_and_its_late_result_dropped()
    {
        Begin();
        Prefect.Testing.ManualClock clock = BeginClock(jumps: false);
        TaskCompletionSource begun = new();
        TaskCompletionSource<int> late = new();
        FlowTask<int> task = FlowTask.Define("slow", () => { begun.SetResult(); return late.Task; }, new() { Timeout = TimeSpan.FromSeconds(5) });

        Task<State<int>> run = task.RunStateAsync(Token);
        await begun.Task;
        clock.Advance(TimeSpan.FromSeconds(5));
        State<int> state = await run;
        late.SetResult(1);

        state.Name.ShouldBe("TimedOut");
        state.IsFailed.ShouldBeTrue();
        state.Message.ShouldBe("Task run exceeded its timeout of 5 seconds.");
        await Should.ThrowAsync<TimeoutException>(() => state.ResultAsync(Token));
    }

    [Fact]
    public async Task A_body_that_heeds_its_token_ends_with_its_time()
    {
        Begin();
        Prefect.Testing.ManualClock clock = BeginClock(jumps: false);
        TaskCompletionSource begun = new();
        CancellationToken seen = default;
        FlowTask<Unit> task = FlowTask.Define(
            "slow",
            async (CancellationToken token) =>
            {
                seen = token;
                begun.SetResult();
                await Task.Delay(Timeout.Infinite, token);
            },
            new() { Timeout = TimeSpan.FromSeconds(5) });

        Task<State<Unit>> run = task.RunStateAsync(Token);
        await begun.Task;
        clock.Advance(TimeSpan.FromSeconds(6));

        (await run).Name.ShouldBe("TimedOut");
        seen.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public async Task A_timeout_of_the_bodys_own_says_something_else()
    {
        Begin();
        FlowTask<int> task = FlowTask.Define<int>("slow", () => throw new TimeoutException("the socket"), new() { Timeout = TimeSpan.FromMinutes(1) });

        State state = await task.RunStateAsync(Token);

        state.Name.ShouldBe("TimedOut");
        state.Message.ShouldBe("Task run encountered an exception: TimeoutException: the socket");
    }

    [Fact]
    public async Task A_token_that_is_cancelled_before_the_call_makes_no_run()
    {
        Begin();
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => s_twice.RunAsync(1, cancelled.Token));

        (await StoredTasksAsync("twice")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_that_is_cancelled_from_outside_is_a_crash()
    {
        Begin();
        using CancellationTokenSource cancel = new();
        FlowTask<Unit> task = FlowTask.Define("waits", async (CancellationToken token) =>
        {
            await cancel.CancelAsync();
            token.ThrowIfCancellationRequested();
        });

        State state = await task.RunStateAsync(cancel.Token);

        state.Type.ShouldBe(StateType.Crashed);
        state.Message.ShouldBe("Task run was cancelled by the runtime environment.");
    }

    [Fact]
    public async Task A_cancellation_that_nobody_asked_for_is_an_ordinary_failure()
    {
        Begin();
        int calls = 0;
        FlowTask<Unit> task = FlowTask.Define("http", () => { calls++; throw new TaskCanceledException("the client gave up"); }, new() { Retries = 1 });

        (await task.RunStateAsync(Token)).Type.ShouldBe(StateType.Failed);

        calls.ShouldBe(2);
    }

    [Fact]
    public async Task Timestamps_of_states_rise_strictly()
    {
        Begin();
        BeginClock(jumps: false);
        FlowTask<int> task = FlowTask.Define<int>("never", () => throw new IOException(), new() { Retries = 400 });

        await task.RunStateAsync(Token);

        DateTimeOffset[] times = [.. (await StoredTasksAsync("never")).ShouldHaveSingleItem().States.Select(state => state.Timestamp)];
        times.Length.ShouldBe(403);
        times.Zip(times.Skip(1)).ShouldAllBe(pair => pair.First < pair.Second);
    }

    [Fact]
    public async Task A_state_that_the_body_returns_is_the_state_of_the_run()
    {
        Begin();
        FlowTask<State> task = FlowTask.Define("skips", () => State.Completed("nothing to do", "Skipped"));

        State<State> state = await task.RunStateAsync(Token);

        state.Name.ShouldBe("Skipped");
        state.IsCompleted.ShouldBeTrue();
        (await StoredTasksAsync("skips")).ShouldHaveSingleItem().State.ToString().ShouldBe("Skipped('nothing to do', type=COMPLETED)");
    }

    [Fact]
    public async Task A_failed_state_that_the_body_returns_is_repeated()
    {
        Begin();
        int calls = 0;
        FlowTask<State> task = FlowTask.Define("fails", () => ++calls < 2 ? State.Failed("not yet") : State.Completed(), new() { Retries = 1 });

        await task.RunAsync(Token);

        calls.ShouldBe(2);
    }

    [Fact]
    public async Task Tags_of_the_task_and_of_the_surroundings_are_joined()
    {
        Begin();
        FlowTask<int, int> tagged = s_twice.With(options => options with { Tags = ["own", "both"] });

        using (Tags.Add("outer", "both"))
        {
            await tagged.RunAsync(1, Token);
        }

        (await StoredTasksAsync("twice")).ShouldHaveSingleItem().Tags.ShouldBe(["both", "outer", "own"]);
    }

    [Fact]
    public async Task Run_names_come_from_a_template_or_a_function()
    {
        Begin();
        await s_twice.With(options => options with { RunName = "number-{number:000}" }).RunAsync(7, Token);
        await s_twice.With(options => options with { RunNameFunction = parameters => $"{TaskRunContext.Require().Task.Name} of {parameters["number"]}" }).RunAsync(8, Token);

        (await StoredTasksAsync("twice")).Select(run => run.Name).ShouldBe(["number-007", "twice of 8"]);
    }

    [Fact]
    public async Task A_name_function_that_throws_fails_the_run_before_its_body()
    {
        Begin();
        int calls = 0;
        FlowTask<int> task = FlowTask.Define("named", () => ++calls, new() { RunNameFunction = _ => throw new FormatException("no name") });

        (await task.RunStateAsync(Token)).IsFailed.ShouldBeTrue();

        calls.ShouldBe(0);
    }

    [Fact]
    public async Task A_task_called_by_a_task_has_it_as_its_parent()
    {
        Begin();
        FlowTask<int> outer = FlowTask.Define("outer", () => s_twice.RunAsync(1));
        Flow<int> flow = Flow.Define("nested", () => outer.RunAsync());

        await flow.RunAsync(Token);

        TaskRun parent = (await StoredTasksAsync("outer")).ShouldHaveSingleItem();
        (await StoredTasksAsync("twice")).ShouldHaveSingleItem().Inputs["__parents__"].ShouldHaveSingleItem().Id.ShouldBe(parent.Id);
    }

    [Fact]
    public async Task A_stream_gives_items_as_they_come_and_its_run_ends_with_the_walk()
    {
        Begin();
        TaskCompletionSource second = new();
        async IAsyncEnumerable<int> Count()
        {
            yield return 1;
            await second.Task;
            yield return 2;
        }

        StreamTask<int> task = FlowTask.Define("count", () => Count());
        List<int> items = [];
        await foreach (int item in task.StreamAsync(Token))
        {
            items.Add(item);
            second.TrySetResult();
        }

        items.ShouldBe([1, 2]);
        (await task.RunAsync(Token)).ShouldBe([1, 2]);
        (await StoredTasksAsync("count")).ShouldAllBe(run => run.State.IsCompleted);
    }

    [Fact]
    public async Task A_stream_that_fails_fails_its_walk_after_the_items_before()
    {
        Begin();
        static async IAsyncEnumerable<int> Count()
        {
            yield return 1;
            await Task.Yield();
            throw new IOException("the end");
        }

        StreamTask<int> task = FlowTask.Define("count", () => Count());
        List<int> items = [];
        await Should.ThrowAsync<IOException>(async () =>
        {
            await foreach (int item in task.StreamAsync(Token))
            {
                items.Add(item);
            }
        });

        items.ShouldBe([1]);
        (await StoredTasksAsync("count")).ShouldHaveSingleItem().State.IsFailed.ShouldBeTrue();
    }

    [Fact]
    public async Task A_walk_that_is_left_early_ends_the_run()
    {
        Begin();
        bool isDisposed = false;
        async IAsyncEnumerable<int> Count([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
        {
            try
            {
                for (int number = 0; ; number++)
                {
                    yield return number;
                    await Task.Yield();
                    token.ThrowIfCancellationRequested();
                }
            }
            finally
            {
                isDisposed = true;
            }
        }

        StreamTask<int> task = FlowTask.Define("count", (CancellationToken token) => Count(token));
        await foreach (int item in task.StreamAsync(Token))
        {
            if (item == 3)
            {
                break;
            }
        }

        isDisposed.ShouldBeTrue();
        (await StoredTasksAsync("count")).ShouldHaveSingleItem().State.Type.ShouldBe(StateType.Crashed);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(3)]
    public void Spread_delays_stay_in_their_bounds_around_the_average(double factor)
    {
        TimeSpan average = TimeSpan.FromSeconds(10);
        double[] delays = [.. Enumerable.Range(0, 10_000).Select(_ => RetryJitter.Spread(average, factor).TotalSeconds)];

        delays.ShouldAllBe(delay => delay >= 0 && delay <= 10 * (1 + factor) + 0.000001);
        delays.Average().ShouldBeInRange(9.5, 10.5);
        delays.Distinct().Count().ShouldBeGreaterThan(9_000);
    }
}
