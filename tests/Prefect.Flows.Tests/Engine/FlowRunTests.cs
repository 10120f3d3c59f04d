namespace Prefect.Flows.Tests.Engine;

public sealed class FlowRunTests : FlowTest
{
    private static readonly FlowTask<int, int> s_twice = FlowTask.Define("twice", (int number) => number * 2);

    [Fact]
    public async Task A_flow_runs_and_is_recorded_with_its_parameters()
    {
        Begin();
        Flow<int, string, string> flow = Flow.Define("repeat", (int times, string text) => string.Concat(Enumerable.Repeat(text, times)));

        (await flow.RunAsync(3, "ab", Token)).ShouldBe("ababab");

        FlowRun run = await StoredFlowAsync("repeat");
        Names(run).ShouldBe("Pending Running Completed");
        run.Parameters["times"]!.ToString().ShouldBe("3");
        run.Parameters["text"]!.ToString().ShouldBe("ab");
        run.Name.ShouldMatch("^[a-z]+-[a-z]+$");
        run.RootFlowRunId.ShouldBe(run.Id);
        run.FlowVersion.ShouldBe(flow.Version);
    }

    [Fact]
    public void A_flow_runs_blocking()
    {
        Begin();
        Flow<int> flow = Flow.Define("blocking", () => s_twice.Run(2) + s_twice.Submit(3).Result());

        flow.Run(Token).ShouldBe(10);
    }

    [Fact]
    public async Task A_failed_flow_is_repeated_as_a_whole()
    {
        Begin();
        Prefect.Testing.ManualClock clock = BeginClock();
        int calls = 0;
        Flow<int> flow = Flow.Define("flaky", () => ++calls < 2 ? throw new IOException() : calls, new() { Retries = 1, RetryDelay = 30 });

        (await flow.RunAsync(Token)).ShouldBe(2);

        FlowRun run = await StoredFlowAsync("flaky");
        Names(run).ShouldBe("Pending Running AwaitingRetry Retrying Completed");
        run.RunCount.ShouldBe(2);
        clock.Waits.ShouldContain(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task The_exception_of_a_flow_reaches_the_caller_and_its_hooks()
    {
        Begin();
        List<string> seen = [];
        Flow<int> flow = Flow.Define<int>("fails", () => throw new IOException("disk"), new()
        {
            OnRunning = [(_, _, state) => { seen.Add(state.Name); return default; }],
            OnFailure = [(flow, run, state) => { seen.Add($"{flow.Name} {run.State.Name} {state.Message}"); return default; }],
            OnCompletion = [(_, _, _) => { seen.Add("completed"); return default; }],
        });

        await Should.ThrowAsync<IOException>(() => flow.RunAsync(Token));

        seen.ShouldBe(["Running", "fails Failed Flow run encountered an exception: IOException: disk"]);
    }

    [Fact]
    public async Task Failures_of_tasks_that_nobody_awaited_do_not_fail_the_flow()
    {
        Begin();
        FlowTask<int> fails = FlowTask.Define<int>("fails", () => throw new IOException());
        Flow<int> flow = Flow.Define("careless", () =>
        {
            fails.Submit();
            return 1;
        });

        (await flow.RunStateAsync(Token)).IsCompleted.ShouldBeTrue();
    }

    [Theory]
    [InlineData("cc", StateType.Completed, "All states completed.")]
    [InlineData("cf", StateType.Failed, "1/2 states failed.")]
    [InlineData("fff", StateType.Failed, "3/3 states failed.")]
    [InlineData("cx", StateType.Cancelled, "1/2 states cancelled.")]
    [InlineData("cp", StateType.Paused, "1/2 states paused.")]
    [InlineData("cr", StateType.Failed, "1/2 states are not final.")]
    [InlineData("fx", StateType.Cancelled, "1/2 states cancelled.")]
    public void Several_states_make_one(string kinds, StateType type, string message)
    {
        State[] states = [.. kinds.Select(kind => kind switch
        {
            'c' => State.Completed(),
            'f' => State.Failed("no"),
            'x' => State.Cancelled(),
            'p' => State.Paused(),
            _ => State.Running(),
        })];

        State made = ReturnedStates.Of(states);

        made.Type.ShouldBe(type);
        made.Message.ShouldBe(message);
    }

    [Fact]
    public async Task A_flow_that_returns_futures_ends_as_they_do()
    {
        Begin();
        FlowTask<int, int> odd = FlowTask.Define("odd", (int number) => number % 2 == 0 ? throw new IOException("even") : number);
        Flow<TaskFutureList<int>> flow = Flow.Define("returns", () => odd.Map([1, 2, 3]));

        State<TaskFutureList<int>> state = await flow.RunStateAsync(Token);

        state.IsFailed.ShouldBeTrue();
        state.Message.ShouldBe("1/3 states failed.");
        await Should.ThrowAsync<IOException>(() => state.ResultAsync(Token));
    }

    [Fact]
    public async Task Work_that_has_not_begun_when_the_flow_ends_is_cancelled_and_running_work_completes()
    {
        Begin();
        TaskCompletionSource begun = new();
        TaskCompletionSource release = new();
        FlowTask<int, int> task = FlowTask.Define("work", async (int number) =>
        {
            begun.TrySetResult();
            await release.Task;
            return number;
        });
        TaskFutureList<int>? futures = null;
        Flow<int> flow = Flow.Define(
            "leaves",
            async () =>
            {
                futures = task.Map([1, 2]);
                await begun.Task;
                _ = Task.Run(async () => { await futures[1].WaitAsync(); release.SetResult(); });
                return 0;
            },
            new() { TaskRunner = new ThreadPoolTaskRunner(1) });

        await flow.RunAsync(Token);

        futures![0].State.IsCompleted.ShouldBeTrue();
        futures[1].State.Type.ShouldBe(StateType.Cancelled);
        await Store.FlushAsync(Token);
        (await Store.ReadLogsAsync(cancellationToken: Token).ToListAsync(Token)).ShouldContain(
            log => log.Message.StartsWith("The flow ended while 1 submitted task runs had not begun", StringComparison.Ordinal));
        (await StoredTasksAsync("work")).Select(run => run.State.Type).ShouldBe([StateType.Completed, StateType.Cancelled], ignoreOrder: true);
    }

    [Fact]
    public async Task A_flow_in_a_flow_has_a_tracking_task_run()
    {
        Begin();
        Flow<int, int> child = Flow.Define("child", (int number) => s_twice.RunAsync(number));
        Flow<int> parent = Flow.Define("parent", () => child.RunAsync(4));

        (await parent.RunAsync(Token)).ShouldBe(8);

        FlowRun outer = await StoredFlowAsync("parent");
        FlowRun inner = await StoredFlowAsync("child");
        TaskRun tracking = await StoredTaskAsync(inner.ParentTaskRunId.ShouldNotBeNull());
        inner.ParentFlowRunId.ShouldBe(outer.Id);
        inner.RootFlowRunId.ShouldBe(outer.Id);
        tracking.FlowRunId.ShouldBe(outer.Id);
        tracking.IsFlowTracking.ShouldBeTrue();
        tracking.DynamicKey.ShouldBe("child-0");
        tracking.State.IsCompleted.ShouldBeTrue();
        tracking.State.Details.ChildFlowRunId.ShouldBe(inner.Id);
        (await StoredTasksAsync("twice")).ShouldHaveSingleItem().FlowRunId.ShouldBe(inner.Id);
    }

    [Fact]
    public async Task A_repeated_parent_keeps_its_completed_children()
    {
        Begin();
        int childCalls = 0;
        int parentCalls = 0;
        Flow<int> child = Flow.Define("child", () => ++childCalls);
        Flow<int> fails = Flow.Define<int>("fails", () => parentCalls < 2 ? throw new IOException() : 5);
        Flow<int> parent = Flow.Define(
            "parent",
            async () =>
            {
                parentCalls++;
                return await child.RunAsync() + await child.RunAsync() + await fails.RunAsync();
            },
            new() { Retries = 1 });

        (await parent.RunAsync(Token)).ShouldBe(1 + 2 + 5);

        childCalls.ShouldBe(2);
    }

    [Fact]
    public async Task Flows_inside_inherit_what_they_do_not_say()
    {
        Begin();
        List<bool> seen = [];
        Flow<Unit> inner = Flow.Define("inner", () => seen.Add(FlowRunContext.Require().LogPrints));
        Flow<Unit> outer = Flow.Define(
            "outer",
            async () =>
            {
                await inner.RunAsync();
                await inner.With(options => options with { LogPrints = false }).RunAsync();
            },
            new() { LogPrints = true });

        await outer.RunAsync(Token);

        seen.ShouldBe([true, false]);
    }

    [Fact]
    public async Task A_flow_that_takes_too_long_is_timed_out_and_its_next_task_does_not_begin()
    {
        Begin();
        Prefect.Testing.ManualClock clock = BeginClock(jumps: false);
        TaskCompletionSource begun = new();
        TaskCompletionSource goOn = new();
        TaskCompletionSource<Exception> after = new();
        Flow<int> flow = Flow.Define(
            "slow",
            async () =>
            {
                begun.SetResult();
                await goOn.Task;
                try
                {
                    return await s_twice.RunAsync(1);
                }
                catch (Exception exception)
                {
                    after.SetResult(exception);
                    throw;
                }
            },
            new() { Timeout = TimeSpan.FromSeconds(2) });

        Task<State<int>> run = flow.RunStateAsync(Token);
        await begun.Task;
        clock.Advance(TimeSpan.FromSeconds(2));
        State state = await run;
        goOn.SetResult();

        state.Name.ShouldBe("TimedOut");
        state.Message.ShouldBe("Flow run exceeded its timeout of 2 seconds.");
        (await after.Task).ShouldBeAssignableTo<OperationCanceledException>();
    }

    [Fact]
    public async Task A_flow_that_is_cancelled_in_the_store_ends_as_cancelled_and_calls_its_hooks()
    {
        Begin();
        List<string> seen = [];
        TaskCompletionSource<Guid> begun = new();
        Flow<Unit> flow = Flow.Define(
            "endless",
            async (CancellationToken token) =>
            {
                begun.SetResult(FlowRunContext.Require().FlowRun.Id);
                await Task.Delay(Timeout.Infinite, token);
            },
            new() { OnCancellation = [(_, _, state) => { seen.Add(state.Name); return default; }] });

        Task<State<Unit>> run = flow.RunStateAsync(Token);
        await Store.SetStateAsync(await begun.Task, State.Cancelling(), cancellationToken: Token);
        State state = await run;

        state.Type.ShouldBe(StateType.Cancelled);
        seen.ShouldBe(["Cancelling"]);
        (await StoredFlowAsync("endless")).State.Type.ShouldBe(StateType.Cancelled);
    }

    [Fact]
    public async Task A_flow_whose_token_is_cancelled_has_crashed()
    {
        Begin();
        using CancellationTokenSource cancel = new();
        bool hooked = false;
        Flow<Unit> flow = Flow.Define(
            "crashes",
            async (CancellationToken token) =>
            {
                await cancel.CancelAsync();
                await Task.Delay(Timeout.Infinite, token);
            },
            new() { OnCrashed = [(_, _, _) => { hooked = true; return default; }] });

        await Should.ThrowAsync<OperationCanceledException>(() => flow.RunAsync(cancel.Token));

        FlowRun run = await StoredFlowAsync("crashes");
        run.State.Type.ShouldBe(StateType.Crashed);
        run.State.Message.ShouldBe("Flow run was cancelled by the runtime environment.");
        hooked.ShouldBeTrue();
    }

    [Fact]
    public async Task Two_runs_of_a_flow_do_not_share_a_runner()
    {
        Begin();
        ThreadPoolTaskRunner pattern = new(2);
        Flow<TaskRunner> flow = Flow.Define("runner", () => FlowRunContext.Require().TaskRunner!, new() { TaskRunner = pattern });

        TaskRunner first = await flow.RunAsync(Token);
        TaskRunner second = await flow.RunAsync(Token);

        first.ShouldNotBeSameAs(second);
        first.ShouldNotBeSameAs(pattern);
    }

    [Fact]
    public async Task An_upstream_run_that_failed_keeps_the_flow_from_beginning()
    {
        Begin();
        int calls = 0;
        FlowTask<int> fails = FlowTask.Define<int>("fails", () => throw new IOException("no"));
        Flow<int> child = Flow.Define("child", () => ++calls);
        Flow<State> parent = Flow.Define("parent", async () => (State)await child.RunStateAsync([fails.Submit()]));

        await parent.RunStateAsync(Token);

        calls.ShouldBe(0);
        FlowRun run = await StoredFlowAsync("child");
        run.State.Name.ShouldBe("NotReady");
        run.State.Type.ShouldBe(StateType.Pending);
    }

    [Fact]
    public async Task A_run_name_is_made_once_inside_the_run()
    {
        Begin();
        int calls = 0;
        Flow<int> flow = Flow.Define(
            "named",
            () => calls < 3 ? throw new IOException() : 1,
            new() { Retries = 3, RunNameFunction = _ => $"{FlowRunContext.Require().Flow.Name}-{++calls}-{FlowRunContext.Require().FlowRun.State.Name}", OnRunning = [(_, _, _) => { calls++; return default; }] });

        await flow.RunAsync(Token);

        (await StoredFlowAsync("named")).Name.ShouldBe("named-1-Pending");
    }

    [Fact]
    public async Task Instance_methods_run_on_their_object()
    {
        Begin();
        Counter first = new(1);
        Counter second = new(10);
        Flow<int, int> a = Flow.Define<int, int>("add", first.Add);
        Flow<int, int> b = Flow.Define<int, int>("add", second.Add);

        (await a.RunAsync(1, Token), await b.RunAsync(1, Token)).ShouldBe((2, 11));
    }

    private sealed class Counter(int start)
    {
        public int Add(int number) => start + number;
    }
}
