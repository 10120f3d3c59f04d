namespace Prefect.Flows.Tests;

/// <summary>Each way to write a call is understood as its author expects: it compiles, and gives the right result.</summary>
public sealed class CallShapeTests
{
    private static readonly FlowTask<string, int> s_length = FlowTask.Define("length", (string? path) => path?.Length ?? -1)!;
    private static readonly FlowTask<string, long, string> s_join = FlowTask.Define("join", (string path, long count) => path + count);
    private static readonly FlowTask<object?, string> s_show = FlowTask.Define("show", (object? value) => value is null ? "null" : $"{value}");
    private static readonly FlowTask<object?, string> s_type = FlowTask.Define("type", (object? value) => value!.GetType().Name);
    private static readonly FlowTask<Outcome<int>, bool> s_judge = FlowTask.Define("judge", (Outcome<int> outcome) => outcome.IsSuccess);
    private static readonly FlowTask<IReadOnlyList<string>, int> s_count = FlowTask.Define("count", (IReadOnlyList<string> paths) => paths.Count);
    private static readonly FlowTask<string, int, bool, string> s_three = FlowTask.Define("three", (string path, int count, bool flag) => $"{path}{count}{flag}");

    private static TaskFuture<string> Text => Ended("ab");

    private static TaskFuture<int> Count => Ended(7);

    private static TaskFuture<long> Long => Ended(8L);

    private static TaskFuture<int> Failed => TaskFuture<int>.FromState(new State<int>(State.Failed("No.", new FormatException("no"))));

    private static TaskFuture<string[]> Texts => Ended<string[]>(["a", "bc"]);

    private static IEnumerable<string> Lazy => Enumerable.Range(1, 2).Select(count => new string('x', count));

    [Fact]
    public Task Values_are_submitted() => CheckAsync(
        (async () => await s_length.Submit("abc"), 3),
        (async () => await s_length.Submit(null!), -1),
        (async () => await s_length.Submit(Quote.Of("abc")), 3),
        (async () => await s_length.Submit("abc", waitFor: [Text, Count]), 3),
        (async () => await s_length.Submit("abc", [Count], default), 3),
        (async () => await s_join.Submit("a", 1), "a1"),
        (async () => await s_show.Submit(null), "null"),
        (async () => await s_count.Submit(["a", "b"]), 2),
        (async () => await s_count.Submit(new List<string>()), 0),
        (async () => await s_three.Submit("a", 1, true), "a1True"));

    [Fact]
    public Task Futures_are_submitted_in_place_of_values() => CheckAsync(
        (async () => await s_length.Submit(Text), 2),
        (async () => await s_length.Submit(s_show.Submit(12345)), 5),
        (async () => await s_join.Submit(Text, 1), "ab1"),
        (async () => await s_join.Submit("a", Long), "a8"),
        (async () => await s_join.Submit(Text, Long), "ab8"),
        (async () => await s_count.Submit(TaskInput.Of<IReadOnlyList<string>, string[]>(Texts)), 2));

    [Fact]
    public Task Futures_are_found_in_parameters_of_type_object() => CheckAsync(
        (async () => await s_show.Submit(Text), "ab"),
        (async () => await s_type.Submit(AllowFailure.Of(Count)), "Int32"),
        (async () => await s_type.Submit(AllowFailure.Of(Failed)), "FormatException"),
        (async () => await s_type.Submit(Quote.Of(Count)), "TaskFuture`1"));

    [Fact]
    public Task Failures_that_are_allowed_come_as_outcomes() => CheckAsync(
        (async () => await s_judge.Submit(AllowFailure.Of(Count)), true),
        (async () => await s_judge.Submit(AllowFailure.Of(Failed)), false));

    [Fact]
    public Task Sequences_are_mapped() => CheckAsync(
        (async () => await s_length.Map(["a", "bc"]), (int[])[1, 2]),
        (async () => await s_length.Map(new[] { "a", "bc" }), (int[])[1, 2]),
        (async () => await s_length.Map(new List<string> { "a" }), (int[])[1]),
        (async () => await s_length.Map(Lazy), (int[])[1, 2]),
        (async () => await s_length.Map([]), (int[])[]),
        (async () => await s_length.Map(["a"], waitFor: [Text]), (int[])[1]),
        (async () => await s_join.Map(["a", "b"], [1L, 2L]), (string[])["a1", "b2"]),
        (async () => await s_show.Map(new object[] { 1, "a" }), (string[])["1", "a"]),
        (async () => await s_count.Map([["a"], ["b", "c"]]), (int[])[1, 2]),
        (async () => await s_count.Map(new[] { new[] { "a" } }), (int[])[1]));

    [Fact]
    public Task What_is_no_sequence_goes_to_every_run() => CheckAsync(
        (async () => await s_join.Map(new[] { "a", "b" }, 1), (string[])["a1", "b1"]),
        (async () => await s_join.Map(Lazy, 1), (string[])["x1", "xx1"]),
        (async () => await s_join.Map(Lazy, Long), (string[])["x8", "xx8"]),
        (async () => await s_join.Map("a", new[] { 1L, 2L }), (string[])["a1", "a2"]),
        (async () => await s_join.Map(Text, new List<long> { 1 }), (string[])["ab1"]),
        (async () => await s_join.Map(Unmapped.Of("a"), new[] { 1L }), (string[])["a1"]),
        (async () => await s_three.Map(new[] { "a" }, 1, true), (string[])["a1True"]),
        (async () => await s_three.Map(new[] { "a", "b" }, new[] { 1, 2 }, true), (string[])["a1True", "b2True"]),
        (async () => await s_three.Map(Lazy, new[] { 1, 2 }, true), (string[])["x1True", "xx2True"]));

    [Fact]
    public Task Futures_are_mapped() => CheckAsync(
        (async () => await s_length.Map(Texts), (int[])[1, 2]),
        (async () => await s_length.Map(s_show.Map(new object[] { 1, 22 })), (int[])[1, 2]),
        (async () => await s_length.Map(MapInput.Each<string>(new List<TaskFuture<string>> { Text })), (int[])[2]),
        (async () => await s_join.Map(s_show.Map(new object[] { 1 }), 2), (string[])["12"]),
        (async () => await s_show.Map(s_length.Map(["a"])), (string[])["1"]),
        (async () => await s_judge.Map(MapInput.EachOutcome(new[] { Count, Failed })), (bool[])[true, false]));

    [Fact]
    public async Task Calls_that_run_here_are_understood()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        (await s_length.RunAsync("abc", token)).ShouldBe(3);
        (await s_length.RunAsync("abc", default)).ShouldBe(3);
        (await s_length.RunAsync("abc", [Text], token)).ShouldBe(3);
        (await s_join.RunAsync("a", 1, token)).ShouldBe("a1");
        (await s_length.RunStateAsync("abc", token)).IsCompleted.ShouldBeTrue();
        s_length.Run("abc", token).ShouldBe(3);
        s_length.RunState("abc", [Text], token).IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task Sequences_that_do_not_fit_are_refused()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        Flow<Unit> lengths = Flow.Define("lengths", () => { _ = s_join.Map(["a"], [1L, 2L]); });
        Flow<Unit> missing = Flow.Define("missing", () => { _ = s_join.Map("a", 1); });
        Flow<Unit> isNull = Flow.Define("null", () => { _ = s_length.Map((string[])null!); });

        (await Should.ThrowAsync<MappingLengthMismatchException>(() => lengths.RunAsync(token))).Message.ShouldContain("path: 1, count: 2");
        await Should.ThrowAsync<MappingMissingIterableException>(() => missing.RunAsync(token));
        await Should.ThrowAsync<ArgumentNullException>(() => isNull.RunAsync(token));
        Should.Throw<MissingContextException>(() => s_length.Submit("a"));
        Should.Throw<MissingContextException>(() => s_length.Map(["a"]));
    }

    private static async Task CheckAsync(params (Func<Task<object>> Call, object Expected)[] calls)
    {
        Flow<Unit> flow = Flow.Define("calls", async () =>
        {
            foreach ((Func<Task<object>> call, object expected) in calls)
            {
                (await call()).ShouldBe(expected);
            }
        });
        await flow.RunAsync(TestContext.Current.CancellationToken);
    }

    private static TaskFuture<T> Ended<T>(T value) => TaskFuture<T>.FromState(State.CompletedWith(value));
}
