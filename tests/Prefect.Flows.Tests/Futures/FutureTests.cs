namespace Prefect.Flows.Tests.Futures;

public sealed class FutureTests : FlowTest
{
    private static readonly FlowTask<int, int> s_twice = FlowTask.Define("twice", (int number) => number * 2);
    private static readonly FlowTask<int, int, int> s_add = FlowTask.Define("add", (int left, int right) => left + right);
    private static readonly FlowTask<int> s_fails = FlowTask.Define<int>("fails", () => throw new IOException("upstream"));

    [Fact]
    public async Task A_future_may_be_awaited_and_passed_on()
    {
        Begin();
        Flow<int> flow = Flow.Define("chain", async () =>
        {
            TaskFuture<int> one = s_twice.Submit(1);
            TaskFuture<int> two = s_twice.Submit(one);
            TaskFuture<int> sum = s_add.Submit(one, two);
            return await sum;
        });

        (await flow.RunAsync(Token)).ShouldBe(6);

        List<TaskRun> doubled = await StoredTasksAsync("twice");
        TaskRun added = (await StoredTasksAsync("add")).ShouldHaveSingleItem();
        added.Inputs["left"].ShouldHaveSingleItem().Id.ShouldBe(doubled[0].Id);
        added.Inputs["right"].ShouldHaveSingleItem().Id.ShouldBe(doubled[1].Id);
    }

    [Fact]
    public async Task A_state_stands_for_its_run_in_what_others_wait_for()
    {
        Begin();
        FlowTask<int, int> after = s_twice.With(options => options with { Name = "after" });
        Flow<int> flow = Flow.Define("states", async () =>
        {
            TaskFuture<int> well = TaskFuture<int>.FromState(await s_twice.RunStateAsync(1, Token));
            TaskFuture<int> badly = TaskFuture<int>.FromState(await s_fails.RunStateAsync(Token));
            await after.RunStateAsync(2, [well], Token);
            await after.RunStateAsync(3, [badly], Token);
            return await well;
        });

        (await flow.RunAsync(Token)).ShouldBe(2);

        TaskRun one = (await StoredTasksAsync("twice")).ShouldHaveSingleItem();
        List<TaskRun> runs = await StoredTasksAsync("after");
        runs[0].State.IsCompleted.ShouldBeTrue();
        runs[0].Inputs["wait_for"].ShouldHaveSingleItem().Id.ShouldBe(one.Id);
        Names(runs[1]).ShouldBe("Pending NotReady");
        Should.Throw<ArgumentNullException>(() => TaskFuture<int>.FromState(null!));
    }

    [Fact]
    public void Tasks_are_submitted_only_in_flows()
    {
        Begin();

        Should.Throw<MissingContextException>(() => s_twice.Submit(1)).Message.ShouldContain("RunAsync");
        Should.Throw<MissingContextException>(() => s_twice.Map([1])).Message.ShouldContain("twice");
    }

    [Fact]
    public async Task An_upstream_failure_makes_the_run_not_ready()
    {
        Begin();
        int calls = 0;
        FlowTask<int, int> counts = FlowTask.Define("counts", (int _) => ++calls);
        Flow<State<int>> flow = Flow.Define("fails", async () => await counts.Submit(s_fails.Submit()).StateAsync());

        await flow.RunStateAsync(Token);

        calls.ShouldBe(0);
        TaskRun run = (await StoredTasksAsync("counts")).ShouldHaveSingleItem();
        Names(run).ShouldBe("Pending NotReady");
        run.State.Message!.ShouldContain("given as '_'");
    }

    [Fact]
    public async Task Awaiting_a_run_that_was_not_ready_throws_why()
    {
        Begin();
        Flow<int> flow = Flow.Define("fails", async () => await s_twice.Submit(s_fails.Submit()));

        UpstreamTaskException thrown = await Should.ThrowAsync<UpstreamTaskException>(() => flow.RunAsync(Token));

        thrown.InnerException.ShouldBeOfType<IOException>();
    }

    [Fact]
    public async Task A_failure_that_is_allowed_arrives_as_an_outcome()
    {
        Begin();
        FlowTask<Outcome<int>, string> tells = FlowTask.Define("tells", (Outcome<int> outcome) => outcome.IsSuccess ? $"{outcome.Value}" : outcome.Exception.Message);
        FlowTask<object?, string> names = FlowTask.Define("names", (object? value) => value?.GetType().Name ?? "null");
        Flow<string> flow = Flow.Define("allows", async () =>
        {
            string failed = await tells.Submit(AllowFailure.Of(s_fails.Submit()));
            string done = await tells.Submit(AllowFailure.Of(s_twice.Submit(4)));
            string name = await names.Submit(AllowFailure.Of(s_fails.Submit()));
            return $"{failed} {done} {name}";
        });

        (await flow.RunAsync(Token)).ShouldBe("upstream 8 IOException");
    }

    [Fact]
    public async Task Futures_inside_lists_dictionaries_and_records_are_resolved()
    {
        Begin();
        FlowTask<object?, string> shows = FlowTask.Define("shows", (object? value) => System.Text.Json.JsonSerializer.Serialize(value));
        Flow<string[]> flow = Flow.Define("holds", async () =>
        {
            TaskFuture<int> one = s_twice.Submit(1);
            return new[]
            {
                await shows.Submit(one),
                await shows.Submit(new List<object?> { one, 1 }),
                await shows.Submit(new object?[] { one, new object?[] { one } }),
                await shows.Submit(new Dictionary<string, object?> { ["a"] = one }),
                await shows.Submit(new Order("b", one)),
            };
        });

        (await flow.RunAsync(Token)).ShouldBe(["2", "[2,1]", "[2,[2]]", "{\"a\":2}", "{\"Name\":\"b\",\"Count\":2}"]);
    }

    [Fact]
    public async Task A_quoted_future_stays_one()
    {
        Begin();
        FlowTask<object?, bool> isFuture = FlowTask.Define("is-future", (object? value) => value is TaskFuture<int>);
        Flow<bool> flow = Flow.Define("quotes", async () => await isFuture.Submit(Quote.Of<object?>(s_twice.Submit(1))));

        (await flow.RunAsync(Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task Map_zips_sequences_and_gives_the_rest_to_every_run()
    {
        Begin();
        FlowTask<List<int>, int, int> pick = FlowTask.Define("pick", (List<int> list, int index) => list[index]);
        Flow<int[]> flow = Flow.Define("maps", async () =>
        {
            IReadOnlyList<int> zipped = await s_add.Map([1, 2, 3], [10, 20, 30]);
            IReadOnlyList<int> fixedRight = await s_add.Map([1, 2], 100);
            IReadOnlyList<int> whole = await pick.Map(Unmapped.Of(new List<int> { 7, 8, 9 }), new[] { 2, 0 });
            IReadOnlyList<int> ofFutures = await s_twice.Map(s_twice.Map([1, 2]));
            return new[] { zipped, fixedRight, whole, ofFutures }.SelectMany(list => list).ToArray();
        });

        (await flow.RunAsync(Token)).ShouldBe([11, 22, 33, 101, 102, 9, 7, 4, 8]);
    }

    [Fact]
    public async Task Map_refuses_sequences_of_different_lengths_and_none_at_all()
    {
        Begin();
        Flow<(Exception, Exception)> flow = Flow.Define("maps", () => (
            (Exception)Should.Throw<MappingLengthMismatchException>(() => s_add.Map([1, 2], [1])),
            (Exception)Should.Throw<MappingMissingIterableException>(() => s_add.Map(TaskInput.Of(1), TaskInput.Of(2)))));

        (Exception lengths, Exception none) = await flow.RunAsync(Token);

        lengths.Message.ShouldContain("left: 2, right: 1");
        none.Message.ShouldContain("Submit");
    }

    [Fact]
    public async Task A_map_over_nothing_makes_no_runs()
    {
        Begin();
        Flow<int> flow = Flow.Define("maps", async () => (await s_twice.Map([])).Count);

        (await flow.RunAsync(Token)).ShouldBe(0);
    }

    [Fact]
    public async Task A_run_that_waits_for_itself_is_refused()
    {
        Begin();
        TaskFuture<int>? own = null;
        TaskCompletionSource known = new();
        FlowTask<int> task = FlowTask.Define("own", async () =>
        {
            await known.Task;
            return await own!;
        });
        Flow<int> flow = Flow.Define("own", async () =>
        {
            own = task.Submit();
            known.SetResult();
            return await own;
        });

        (await Should.ThrowAsync<InvalidOperationException>(() => flow.RunAsync(Token))).Message.ShouldContain("waits for itself");
    }

    [Fact]
    public async Task A_task_inside_that_waits_for_the_one_around_it_is_refused()
    {
        Begin();
        TaskFuture<int>? own = null;
        TaskCompletionSource known = new();
        FlowTask<int> inner = FlowTask.Define("inner", async () => await own!);
        FlowTask<int> outer = FlowTask.Define("outer", async () =>
        {
            await known.Task;
            return await inner.RunAsync();
        });
        Flow<int> flow = Flow.Define("own", async () =>
        {
            own = outer.Submit();
            known.SetResult();
            return await own;
        });

        (await Should.ThrowAsync<InvalidOperationException>(() => flow.RunAsync(Token))).Message.ShouldContain("waits for itself");
    }

    [Fact]
    public async Task Waiting_ends_with_its_time_and_the_result_says_so()
    {
        Begin();
        TaskCompletionSource<int> release = new();
        FlowTask<int> task = FlowTask.Define("waits", () => release.Task);
        Flow<int> flow = Flow.Define("waits", async () =>
        {
            TaskFuture<int> future = task.Submit();
            await future.WaitAsync(TimeSpan.Zero);
            future.IsDone.ShouldBeFalse();
            await Should.ThrowAsync<TimeoutException>(() => future.ResultAsync(TimeSpan.Zero));
            await Should.ThrowAsync<ArgumentOutOfRangeException>(() => future.WaitAsync(TimeSpan.FromSeconds(-1)));
            TaskFuture<int> done = s_twice.Submit(1);
            await done;
            FutureWaitResult wait = await TaskFutures.WaitAllAsync([future, done], TimeSpan.FromMilliseconds(200));
            wait.NotDone.ShouldHaveSingleItem().ShouldBeSameAs(future);
            release.SetResult(3);
            return await future;
        });

        (await flow.RunAsync(Token)).ShouldBe(3);
    }

    [Fact]
    public async Task Futures_come_in_the_order_in_which_they_end_each_once()
    {
        Begin();
        TaskCompletionSource<int>[] release = [new(), new(), new()];
        FlowTask<int, int> task = FlowTask.Define("waits", (int index) => release[index].Task);
        Flow<List<int>> flow = Flow.Define("orders", async () =>
        {
            TaskFutureList<int> futures = task.Map([0, 1, 2]);
            List<int> order = [];
            release[2].SetResult(2);
            await foreach (TaskFuture<int> future in TaskFutures.AsCompleted(futures.Append(futures[0])))
            {
                int ended = await future;
                order.Add(ended);
                if (ended > 0)
                {
                    release[ended - 1].SetResult(ended - 1);
                }
            }

            return order;
        });

        (await flow.RunAsync(Token)).ShouldBe([2, 1, 0]);
    }

    [Fact]
    public async Task A_callback_is_called_when_the_run_ends_and_at_once_when_it_has()
    {
        Begin();
        List<int> seen = [];
        Flow<Unit> flow = Flow.Define("calls-back", async () =>
        {
            TaskFuture<int> future = s_twice.Submit(1);
            await future;
            future.AddDoneCallback(done => seen.Add(done.Result()));
        });

        await flow.RunAsync(Token);

        seen.ShouldBe([2]);
    }

    [Fact]
    public async Task Dependencies_hold_no_place_in_a_bounded_runner()
    {
        Begin();
        Flow<int> flow = Flow.Define(
            "bounded",
            async () =>
            {
                TaskFuture<int> last = s_twice.Submit(1);
                List<TaskFuture<int>> all = [last];
                for (int index = 0; index < 20; index++)
                {
                    all.Insert(0, last = s_add.Submit(last, 1));
                }

                return await last;
            },
            new() { TaskRunner = new ThreadPoolTaskRunner(1) });

        (await flow.RunAsync(Token).WaitAsync(TimeSpan.FromMinutes(2), Token)).ShouldBe(22);
    }

    [Fact]
    public async Task Plain_results_are_traced_to_the_run_that_gave_them()
    {
        Begin();
        FlowTask<string> makes = FlowTask.Define("makes", () => new string('x', 3));
        FlowTask<string, int> measures = FlowTask.Define("measures", (string text) => text.Length);
        Flow<int> flow = Flow.Define("traces", async () => await measures.RunAsync(await makes.RunAsync()));

        await flow.RunAsync(Token);

        Guid made = (await StoredTasksAsync("makes")).ShouldHaveSingleItem().Id;
        (await StoredTasksAsync("measures")).ShouldHaveSingleItem().Inputs["text"].ShouldHaveSingleItem().Id.ShouldBe(made);
    }

    private sealed record Order(string Name, object? Count);
}
