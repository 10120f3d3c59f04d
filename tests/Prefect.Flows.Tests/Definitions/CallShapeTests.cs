namespace Prefect.Flows.Tests;

/// <summary>Each way to write a call is understood as its author expects; that this compiles is most of the assertion.</summary>
public sealed class CallShapeTests
{
    private static readonly FlowTask<string, int> s_length = FlowTask.Define("length", (string path) => path.Length);
    private static readonly FlowTask<string, long, string> s_join = FlowTask.Define("join", (string path, long count) => path + count);
    private static readonly FlowTask<object?, string> s_show = FlowTask.Define("show", (object? value) => $"{value}");
    private static readonly FlowTask<Outcome<int>, bool> s_judge = FlowTask.Define("judge", (Outcome<int> outcome) => outcome.IsSuccess);
    private static readonly FlowTask<IReadOnlyList<string>, int> s_count = FlowTask.Define("count", (IReadOnlyList<string> paths) => paths.Count);
    private static readonly FlowTask<string, int, bool, string> s_three = FlowTask.Define("three", (string path, int count, bool flag) => $"{path}{count}{flag}");

    private static readonly Action[] s_submits =
    [
        () => Is<TaskFuture<int>>(s_length.Submit("a")),
        () => Is<TaskFuture<int>>(s_length.Submit(null!)),
        () => Is<TaskFuture<int>>(s_length.Submit(Text)),
        () => Is<TaskFuture<int>>(s_length.Submit(Quote.Of("a"))),
        () => Is<TaskFuture<int>>(s_length.Submit("a", waitFor: [Text, Count])),
        () => Is<TaskFuture<int>>(s_length.Submit(Text, [Count], default)),
        () => Is<TaskFuture<string>>(s_join.Submit("a", 1)),
        () => Is<TaskFuture<string>>(s_join.Submit(Text, 1)),
        () => Is<TaskFuture<string>>(s_join.Submit("a", Long)),
        () => Is<TaskFuture<string>>(s_join.Submit(Text, Long)),
        () => Is<TaskFuture<string>>(s_show.Submit(Text)),
        () => Is<TaskFuture<string>>(s_show.Submit(null)),
        () => Is<TaskFuture<string>>(s_show.Submit(new List<TaskFuture<int>> { Count })),
        () => Is<TaskFuture<string>>(s_show.Submit(AllowFailure.Of(Count))),
        () => Is<TaskFuture<string>>(s_show.Submit(Quote.Of(Count))),
        () => Is<TaskFuture<bool>>(s_judge.Submit(AllowFailure.Of(Count))),
        () => Is<TaskFuture<int>>(s_count.Submit(["a", "b"])),
        () => Is<TaskFuture<int>>(s_count.Submit(new List<string>())),
        () => Is<TaskFuture<int>>(s_count.Submit(TaskInput.Of<IReadOnlyList<string>, string[]>(Texts))),
    ];

    private static readonly Action[] s_maps =
    [
        () => Is<TaskFutureList<int>>(s_length.Map(["a", "b"])),
        () => Is<TaskFutureList<int>>(s_length.Map(new[] { "a", "b" })),
        () => Is<TaskFutureList<int>>(s_length.Map(new List<string> { "a" })),
        () => Is<TaskFutureList<int>>(s_length.Map(Directory.EnumerateFiles("."))),
        () => Is<TaskFutureList<int>>(s_length.Map(Texts)),
        () => Is<TaskFutureList<int>>(s_length.Map(s_show.Map([1, 2]))),
        () => Is<TaskFutureList<int>>(s_length.Map(MapInput.Each<string>(new List<TaskFuture<string>> { Text }))),
        () => Is<TaskFutureList<int>>(s_length.Map(["a"], waitFor: [Text])),
        () => Is<TaskFutureList<string>>(s_join.Map(["a"], [1L])),
        () => Is<TaskFutureList<string>>(s_join.Map(new[] { "a" }, 1)),
        () => Is<TaskFutureList<string>>(s_join.Map(Directory.EnumerateFiles("."), 1)),
        () => Is<TaskFutureList<string>>(s_join.Map(Directory.EnumerateFiles("."), Long)),
        () => Is<TaskFutureList<string>>(s_join.Map("a", new[] { 1L, 2L })),
        () => Is<TaskFutureList<string>>(s_join.Map(Text, new List<long> { 1 })),
        () => Is<TaskFutureList<string>>(s_join.Map(Unmapped.Of("a"), new[] { 1L })),
        () => Is<TaskFutureList<string>>(s_join.Map(s_show.Map(new object[] { 1 }), 1)),
        () => Is<TaskFutureList<string>>(s_three.Map(new[] { "a" }, 1, true)),
        () => Is<TaskFutureList<string>>(s_three.Map(new[] { "a" }, new[] { 1 }, true)),
        () => Is<TaskFutureList<string>>(s_three.Map(Enumerable.Repeat("a", 1), new[] { 1 }, true)),
        () => Is<TaskFutureList<string>>(s_show.Map(new object[] { 1, "a" })),
        () => Is<TaskFutureList<string>>(s_show.Map(s_length.Map(["a"]))),
        () => Is<TaskFutureList<bool>>(s_judge.Map(MapInput.EachOutcome(s_length.Map(["a"])))),
        () => Is<TaskFutureList<int>>(s_count.Map([["a"], ["b"]])),
        () => Is<TaskFutureList<int>>(s_count.Map(new[] { new[] { "a" } })),
    ];

    private static TaskFuture<string> Text => Ended("a");

    private static TaskFuture<int> Count => Ended(1);

    private static TaskFuture<long> Long => Ended(1L);

    private static TaskFuture<string[]> Texts => Ended<string[]>(["a"]);

    [Fact]
    public void Calls_that_run_here_are_understood()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        Func<Task>[] runs =
        [
            () => s_length.RunAsync("a"),
            () => s_length.RunAsync("a", token),
            () => s_length.RunAsync("a", default),
            () => s_length.RunAsync("a", [Text]),
            () => s_length.RunAsync("a", [Text], token),
            () => s_length.RunStateAsync("a"),
            () => s_join.RunAsync("a", 1),
        ];

        runs.ShouldNotBeEmpty();
    }

    [Fact]
    public void Submitted_calls_are_understood() => s_submits.ShouldNotBeEmpty();

    [Fact]
    public void Mapped_calls_are_understood() => s_maps.ShouldNotBeEmpty();

    private static void Is<T>(T value)
        where T : class => value.ShouldNotBeNull();

    private static TaskFuture<T> Ended<T>(T value) => TaskFuture<T>.FromState(State.CompletedWith(value));
}
