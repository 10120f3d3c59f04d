namespace Prefect.Flows.Tests.Futures;

/// <summary>Arguments that are hard to look through.</summary>
public sealed class HostileArgumentTests : FlowTest
{
    private static readonly FlowTask<int, int> s_twice = FlowTask.Define("twice", (int number) => number * 2);
    private static readonly FlowTask<object?, string> s_name = FlowTask.Define("name", (object? value) => value?.GetType().Name ?? "null");

    [Fact(Timeout = 600_000)]
    public async Task Objects_that_hold_themselves_are_looked_through_once()
    {
        Begin();
        List<object?> first = [];
        List<object?> second = [first, first];
        first.AddRange([second, second, first, first]);
        Node node = new() { Name = "root" };
        node.Links.AddRange([node, new Node { Name = "leaf", Parent = node, Links = { node, node } }]);

        Flow<string> flow = Flow.Define("cyclic", async () =>
        {
            first.Add(s_twice.Submit(1));
            return $"{await s_name.Submit(first)} {await s_name.RunAsync(second)} {await s_name.RunAsync(node)}";
        });

        (await flow.RunAsync(Token)).ShouldBe("List`1 List`1 Node");
    }

    [Fact(Timeout = 600_000)]
    public async Task Wide_graphs_with_ways_back_are_looked_through_in_no_time()
    {
        Begin();
        Node root = new() { Name = "root" };
        for (int index = 0; index < 200; index++)
        {
            root.Links.Add(new Node { Name = "leaf", Parent = root });
        }

        FlowTask<Node, int> count = FlowTask.Define("count", (Node node) => node.Links.Count);

        (await count.RunAsync(root, Token)).ShouldBe(200);
    }

    [Fact(Timeout = 600_000)]
    public async Task Futures_in_tuples_and_record_structs_are_waited_for_and_resolved()
    {
        Begin();
        FlowTask<(object, int), string> pair = FlowTask.Define("pair", ((object First, int Second) pair) => $"{pair.First} {pair.Second}");
        FlowTask<Point, string> point = FlowTask.Define("point", (Point point) => $"{point.X} {point.Y}");
        FlowTask<KeyValuePair<string, object>, string> entry = FlowTask.Define("entry", (KeyValuePair<string, object> entry) => $"{entry.Key} {entry.Value}");
        FlowTask<Tuple<object, int>, string> tuple = FlowTask.Define("tuple", (Tuple<object, int> tuple) => $"{tuple.Item1} {tuple.Item2}");
        FlowTask<int, int> slow = FlowTask.Define("slow", async (int number) =>
        {
            await Task.Delay(30);
            return number * 2;
        });
        Flow<string> flow = Flow.Define("tuples", async () =>
            $"{await pair.Submit((slow.Submit(1), 5))}, {await point.Submit(new Point(slow.Submit(2), 6))}, "
            + $"{await entry.Submit(new KeyValuePair<string, object>("k", slow.Submit(3)))}, {await tuple.Submit(new Tuple<object, int>(slow.Submit(4), 7))}");

        (await flow.RunAsync(Token)).ShouldBe("2 5, 4 6, k 6, 8 7");
    }

    [Fact(Timeout = 600_000)]
    public async Task Futures_in_arrays_of_arrays_and_sets_are_resolved()
    {
        Begin();
        FlowTask<object[][], string> rows = FlowTask.Define("rows", (object[][] rows) => string.Join("|", rows.Select(row => string.Join(",", row))));
        FlowTask<HashSet<object>, string> set = FlowTask.Define("set", (HashSet<object> set) => string.Join(",", set));
        Flow<string> flow = Flow.Define("nested", async () =>
            await rows.Submit([[s_twice.Submit(1), 1], [], [s_twice.Submit(2)]]) + " " + await set.Submit(new HashSet<object> { s_twice.Submit(3) }));

        (await flow.RunAsync(Token)).ShouldBe("2,1||4 6");
    }

    [Fact(Timeout = 600_000)]
    public async Task A_property_that_throws_fails_the_run_and_names_the_parameter()
    {
        Begin();
        FlowTask<Thrower, int> task = FlowTask.Define("reads", (Thrower argument) => 1);
        Flow<Thrower, int> flow = Flow.Define("flow", (Thrower argument) => 1);

        State state = await task.RunStateAsync(new Thrower(), Token);
        ParameterBindException failure = await Should.ThrowAsync<ParameterBindException>(() => task.RunAsync(new Thrower(), Token));

        state.IsFailed.ShouldBeTrue();
        failure.Message.ShouldContain("'argument'");
        failure.Message.ShouldContain("Quote");
        failure.InnerException.ShouldNotBeNull();
        (await Should.ThrowAsync<ParameterBindException>(() => flow.RunAsync(new Thrower(), Token))).Message.ShouldContain("'argument'");
        (await StoredFlowAsync("flow")).State.Type.ShouldBe(StateType.Failed);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_run_that_was_not_ready_arrives_as_an_outcome_too()
    {
        Begin();
        FlowTask<int> fails = FlowTask.Define<int>("fails", () => throw new IOException("disk"));
        FlowTask<Outcome<int>, string> reads = FlowTask.Define("reads", (Outcome<int> outcome) => outcome.Exception?.GetType().Name ?? "fine");
        FlowTask<object?, string> any = FlowTask.Define("any", (object? value) => value?.GetType().Name ?? "null");
        Flow<string> flow = Flow.Define("chain", async () =>
        {
            TaskFuture<int> notReady = s_twice.Submit(fails.Submit());
            return await reads.Submit(AllowFailure.Of(notReady)) + " " + await any.Submit(new List<object> { AllowFailure.Of(notReady) });
        });

        (await flow.RunAsync(Token)).ShouldBe("UpstreamTaskException List`1");
    }

    [Theory(Timeout = 600_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_that_crashed_or_was_cancelled_is_not_an_allowed_failure(bool crashed)
    {
        Begin();
        FlowTask<State> ends = FlowTask.Define("ends", () => crashed ? State.Crashed("no") : State.Cancelled("no"));
        FlowTask<Outcome<State>, string> reads = FlowTask.Define("reads", (Outcome<State> outcome) => "ran");
        Flow<string> flow = Flow.Define("chain", async () => (await reads.Submit(AllowFailure.Of(ends.Submit())).StateAsync()).Name);

        (await flow.RunAsync(Token)).ShouldBe("NotReady");
    }

    [Fact(Timeout = 600_000)]
    public async Task A_result_that_is_only_in_the_storage_reaches_the_tasks_that_need_it()
    {
        Begin();
        FlowTask<string> big = FlowTask.Define("big", () => "content", new() { PersistResult = true, CacheResultInMemory = false });
        FlowTask<string, string> upper = FlowTask.Define("upper", (string text) => text.ToUpperInvariant());
        FlowTask<object, string> any = FlowTask.Define("any", (object value) => $"{value}");
        FlowTask<List<object>, string> list = FlowTask.Define("list", (List<object> values) => $"{values[0]}");
        Flow<string> flow = Flow.Define("stored", async () =>
        {
            TaskFuture<string> future = big.Submit();
            State<string> state = await big.RunStateAsync();
            return $"{await upper.Submit(future)} {await any.Submit(future)} {await list.Submit([future])} {await list.Submit([state])} {await any.Submit(state)}";
        });

        (await flow.RunAsync(Token)).ShouldBe("CONTENT content content content content");
    }

    [Fact(Timeout = 600_000)]
    public async Task Nothing_and_structs_are_results_like_others()
    {
        Begin();
        FlowTask<string?> nothing = FlowTask.Define("nothing", () => (string?)null);
        FlowTask<int?> none = FlowTask.Define("none", () => (int?)null);
        FlowTask<Point> point = FlowTask.Define("point", () => new Point(1, 2));
        FlowTask<string?, int?, Point, string> all = FlowTask.Define("all", (string? text, int? number, Point point) => $"{text ?? "-"} {number?.ToString() ?? "-"} {point.X}");
        Flow<string> flow = Flow.Define("nulls", async () => await all.Submit(nothing.Submit(), none.Submit(), point.Submit()));

        (await flow.RunAsync(Token)).ShouldBe("- - 1");
    }

    [Fact(Timeout = 600_000)]
    public async Task Futures_outlive_their_flow_and_serve_another()
    {
        Begin();
        TaskFuture<int>? left = null;
        Flow<int> first = Flow.Define("first", async () =>
        {
            left = s_twice.Submit(4);
            return await left;
        });
        Flow<int> second = Flow.Define("second", async () => await s_twice.Submit(left!) + await s_twice.RunAsync(1, waitFor: [left!]));

        await first.RunAsync(Token);

        (await left!).ShouldBe(8);
        (await second.RunAsync(Token)).ShouldBe(18);
    }

    [Fact]
    public async Task Whether_a_type_may_hold_runs_does_not_depend_on_which_was_asked_for_first()
    {
        Begin();
        FlowTask<Inner, int> inner = FlowTask.Define("inner", (Inner inner) => 1);
        FlowTask<Outer, int> outer = FlowTask.Define("outer", (Outer outer) => 1);
        FlowTask<int> fails = FlowTask.Define<int>("fails", () => throw new IOException());
        Flow<string> flow = Flow.Define("types", async () =>
        {
            await outer.RunAsync(new Outer());
            return (await inner.RunStateAsync(new Inner { Outer = new Outer { Future = fails.Submit() } })).Name;
        });

        (await flow.RunAsync(Token)).ShouldBe("NotReady");
    }

    internal sealed record Node
    {
        public string? Name { get; init; }

        public Node? Parent { get; init; }

        public List<object> Links { get; init; } = [];
    }

    internal readonly record struct Point(object X, int Y);

    internal sealed record Outer
    {
        public Inner? Inner { get; init; }

        public TaskFuture<int>? Future { get; init; }
    }

    internal sealed record Inner
    {
        public Outer? Outer { get; init; }
    }

    internal sealed record Thrower
    {
#pragma warning disable CA1822 // A property that data has.
        private readonly object? _value;

        public object Value { get => _value ?? throw new InvalidOperationException("no value"); init => _value = value; }
    }
}
