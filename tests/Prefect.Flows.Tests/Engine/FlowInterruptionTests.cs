namespace Prefect.Flows.Tests.Engine;

/// <summary>What ends a flow run from outside, at awkward moments.</summary>
public sealed class FlowInterruptionTests : FlowTest
{
    private static readonly FlowTask<int, int> s_twice = FlowTask.Define("twice", (int number) => number * 2);

    [Fact(Timeout = 600_000)]
    public async Task A_name_function_that_throws_fails_the_flow_before_its_body()
    {
        Begin();
        int calls = 0;
        List<string> seen = [];
        Flow<int> flow = Flow.Define("named", () => ++calls, new()
        {
            Retries = 3,
            RunNameFunction = _ => throw new FormatException("no name"),
            OnFailure = [(_, _, state) => { seen.Add(state.Name); return default; }],
        });

        State state = await flow.RunStateAsync(Token);

        state.IsFailed.ShouldBeTrue();
        state.Message.ShouldBe("Flow run encountered an exception: FormatException: no name");
        calls.ShouldBe(0);
        seen.ShouldBe(["Failed"]);
        (await StoredFlowAsync("named")).State.Type.ShouldBe(StateType.Failed);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_name_template_that_cannot_be_filled_fails_the_flow()
    {
        Begin();
        Flow<string?, int> flow = Flow.Define("named", (string? text) => 1, new() { RunName = "{text.Length}" });

        State state = await flow.RunStateAsync(null, Token);

        state.IsFailed.ShouldBeTrue();
        (await StoredFlowAsync("named")).State.Type.ShouldBe(StateType.Failed);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_token_that_is_cancelled_while_a_retry_is_awaited_crashes_the_flow()
    {
        Begin();
        Prefect.Testing.ManualClock clock = BeginClock(jumps: false);
        using CancellationTokenSource cancel = new();
        int calls = 0;
        List<string> seen = [];
        Flow<int> flow = Flow.Define<int>(
            "waits",
            () =>
            {
                calls++;
                throw new IOException("disk");
            },
            new()
            {
                Retries = 1,
                RetryDelay = 3600,
                OnCrashed = [(_, _, state) => { seen.Add(state.Name); return default; }],
            });

        Task running = flow.RunAsync(cancel.Token);
        await clock.WaitedForAsync(TimeSpan.FromHours(1), Token);
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => running);
        FlowRun run = await StoredFlowAsync("waits");
        run.State.Type.ShouldBe(StateType.Crashed);
        run.State.Message.ShouldBe("Flow run was cancelled by the runtime environment.");
        calls.ShouldBe(1);
        seen.ShouldBe(["Crashed"]);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_flow_that_is_cancelled_in_the_store_while_it_awaits_a_retry_is_cancelled()
    {
        Begin();
        TaskCompletionSource<Guid> failed = new();
        List<string> seen = [];
        Flow<int> flow = Flow.Define<int>(
            "waits",
            () =>
            {
                failed.SetResult(FlowRunContext.Require().FlowRun.Id);
                throw new IOException("disk");
            },
            new() { Retries = 1, RetryDelay = 3600, OnCancellation = [(_, _, state) => { seen.Add(state.Name); return default; }] });

        Task<State<int>> running = flow.RunStateAsync(Token);
        Guid id = await failed.Task;
        while ((await Store.FindFlowRunAsync(id, Token))!.State.Name != "AwaitingRetry")
        {
            await Task.Yield();
        }

        await Store.SetStateAsync(id, State.Cancelling(), cancellationToken: Token);
        State state = await running;

        state.Type.ShouldBe(StateType.Cancelled);
        (await StoredFlowAsync("waits")).State.Type.ShouldBe(StateType.Cancelled);
        seen.ShouldBe(["Cancelling"]);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_failure_that_a_cancellation_brought_about_is_not_repeated()
    {
        Begin();
        using CancellationTokenSource cancel = new();
        int calls = 0;
        Flow<int> flow = Flow.Define<int>(
            "wraps",
            async (CancellationToken token) =>
            {
                calls++;
                await cancel.CancelAsync();
                throw new IOException("the connection was closed", new OperationCanceledException(token));
            },
            new() { Retries = 5 });

        await Should.ThrowAsync<Exception>(() => flow.RunAsync(cancel.Token));

        (await StoredFlowAsync("wraps")).State.IsFinal.ShouldBeTrue();
        calls.ShouldBe(1);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_callback_on_the_token_that_throws_keeps_no_flow_from_being_cancelled()
    {
        Begin();
        TaskCompletionSource<Guid> begun = new();
        Flow<Unit> flow = Flow.Define("endless", async (CancellationToken token) =>
        {
            using CancellationTokenRegistration registration = token.Register(() => throw new InvalidOperationException("callback"));
            begun.SetResult(FlowRunContext.Require().FlowRun.Id);
            await Task.Delay(Timeout.Infinite, token);
        });

        Task<State<Unit>> running = flow.RunStateAsync(Token);
        await Store.SetStateAsync(await begun.Task, State.Cancelling(), cancellationToken: Token);

        (await running).Type.ShouldBe(StateType.Cancelled);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_flow_that_swallows_its_cancellation_is_cancelled_all_the_same()
    {
        Begin();
        TaskCompletionSource<Guid> begun = new();
        Flow<int> flow = Flow.Define("stubborn", async (CancellationToken token) =>
        {
            begun.SetResult(FlowRunContext.Require().FlowRun.Id);
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            catch (OperationCanceledException)
            {
                return 1;
            }

            return 2;
        });

        Task<State<int>> running = flow.RunStateAsync(Token);
        await Store.SetStateAsync(await begun.Task, State.Cancelling(), cancellationToken: Token);

        (await running).Type.ShouldBe(StateType.Cancelled);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_hook_may_call_tasks_after_the_time_of_the_flow_is_over()
    {
        Begin();
        List<int> seen = [];
        Flow<Unit> flow = Flow.Define(
            "slow",
            async (CancellationToken token) => await Task.Delay(Timeout.Infinite, token),
            new()
            {
                Timeout = TimeSpan.FromMilliseconds(50),
                OnFailure = [async (_, _, _) => seen.Add(await s_twice.RunAsync(4))],
            });

        (await flow.RunStateAsync(Token)).Name.ShouldBe("TimedOut");

        seen.ShouldBe([8]);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_scheduled_state_that_the_body_returns_does_not_run_it_again()
    {
        Begin();
        int calls = 0;
        Flow<State> flow = Flow.Define("later", () => ++calls > 5 ? State.Completed() : State.Scheduled());

        State state = await flow.RunStateAsync(Token);

        calls.ShouldBe(1);
        state.IsScheduled.ShouldBeTrue();
    }

    [Fact(Timeout = 600_000)]
    public async Task A_null_among_what_is_waited_for_is_refused_before_there_is_a_run()
    {
        Begin();
        Flow<int> flow = Flow.Define("waits", () => 1);

        await Should.ThrowAsync<ArgumentNullException>(() => flow.RunAsync([null!], Token));
        await Should.ThrowAsync<ArgumentNullException>(() => s_twice.RunAsync(1, [null!], Token));

        (await Store.ListFlowRunsAsync(cancellationToken: Token).ToListAsync(Token)).ShouldBeEmpty();
        (await StoredTasksAsync("twice")).ShouldBeEmpty();
    }

    [Fact(Timeout = 600_000)]
    public async Task A_storage_that_is_not_there_fails_the_flow()
    {
        Begin();
        Flow<int> flow = Flow.Define("stored", () => 1, new() { ResultStorage = "no-such-type/no-such-name" });

        State state = await flow.RunStateAsync(Token);

        state.IsFailed.ShouldBeTrue();
        (await StoredFlowAsync("stored")).State.Type.ShouldBe(StateType.Failed);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_flow_may_call_itself_two_hundred_times_deep()
    {
        Begin();
        Flow<int, int>? flow = null;
        flow = Flow.Define("deep", async (int depth) => depth == 0 ? 0 : 1 + await flow!.RunAsync(depth - 1));

        (await flow.RunAsync(200, Token)).ShouldBe(200);
    }

    [Fact(Timeout = 600_000)]
    public async Task Concurrent_runs_of_one_definition_are_apart()
    {
        Begin();
        Flow<int, int> flow = Flow.Define("shared", async (int number) =>
        {
            TaskFutureList<int> futures = s_twice.Map([number, number + 1]);
            await Task.Yield();
            return (await futures).Sum();
        });

        int[] results = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => flow.RunAsync(number, Token)));

        results.ShouldBe(Enumerable.Range(0, 50).Select(number => (4 * number) + 2));
    }

    [Fact(Timeout = 600_000)]
    public async Task Nothing_ambient_is_left_after_a_failure()
    {
        Begin();
        Flow<int> flow = Flow.Define<int>("fails", () =>
        {
            Tags.Add("never-left");
            throw new IOException();
        });

        await Should.ThrowAsync<IOException>(() => flow.RunAsync(Token));
        Should.Throw<IOException>(() => flow.Run(Token));

        FlowRunContext.Current.ShouldBeNull();
        RunContext.Current.ShouldBeNull();
        TagsContext.Current.Tags.ShouldBeEmpty();
    }

    [Fact(Timeout = 600_000)]
    public async Task Futures_in_what_a_flow_returns_are_awaited_wherever_they_are()
    {
        Begin();
        Flow<object> flow = Flow.Define(
            "returns",
            object () => new Dictionary<string, object> { ["one"] = s_twice.Submit(1), ["more"] = (s_twice.Submit(2), s_twice.Submit(3)) },
            new() { TaskRunner = new ThreadPoolTaskRunner(1) });

        await flow.RunAsync(Token);

        (await StoredTasksAsync("twice")).Count(run => run.State.IsCompleted).ShouldBe(3);
    }

    [Fact(Timeout = 600_000)]
    public async Task Results_of_children_are_not_kept_for_parents_that_are_not_repeated()
    {
        Begin();
        const int Count = 50;
        int alive = Count;
        Flow<byte[]> child = Flow.Define("child", () => new byte[100_000]);
        FlowTask<byte[]> task = FlowTask.Define("task", () => new byte[100_000]);
        Flow<Unit> parent = Flow.Define("parent", async () =>
        {
            List<WeakReference> results = [];
            for (int index = 0; index < Count; index++)
            {
                results.Add(await RunChildAsync(child));
                results.Add(await RunTaskAsync(task));
            }

            for (int round = 0; round < 1_000 && alive > 5; round++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                await Task.Delay(10);
                alive = results.Count(result => result.IsAlive);
            }
        });

        await parent.RunAsync(Token);

        alive.ShouldBeLessThanOrEqualTo(5);

        static async Task<WeakReference> RunTaskAsync(FlowTask<byte[]> task) => new(await task.Submit());

        static async Task<WeakReference> RunChildAsync(Flow<byte[]> child) => new(await child.RunAsync());
    }
}
