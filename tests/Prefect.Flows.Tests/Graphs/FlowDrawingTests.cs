namespace Prefect.Flows.Tests.Graphs;

public sealed class FlowDrawingTests : FlowTest
{
    private static int s_calls;
    private static readonly FlowTask<int, int> s_twice = FlowTask.Define("twice", (int number) => Interlocked.Increment(ref s_calls) * number);
    private static readonly FlowTask<int, int, int> s_add = FlowTask.Define("add", (int left, int right) => Interlocked.Increment(ref s_calls) + left + right);
    private static readonly FlowTask<string, string> s_read = FlowTask.Define(
        "read", (string path) => $"{Interlocked.Increment(ref s_calls)}{path}", new() { VisualizationValue = "text" });

    [Fact]
    public async Task A_drawing_shows_calls_and_what_they_need_and_runs_no_task()
    {
        Begin();
        Flow<int, int> inner = Flow.Define("inner", (int number) => s_twice.RunAsync(number));
        Flow<string, int> flow = Flow.Define("drawn", async (string path) =>
        {
            string text = await s_read.RunAsync(path);
            await s_read.RunAsync(text);
            TaskFuture<int> one = s_twice.Submit(1);
            TaskFutureList<int> many = s_twice.Map([1, 2]);
            await s_add.Submit(one, many[1]);
            return text.Length + await inner.RunAsync(3) + (await many).Count;
        });

        string drawn = await flow.VisualizeAsync("a.txt");

        drawn.ReplaceLineEndings("\n").ShouldBe(
            """
            flowchart LR
                subgraph n0["drawn"]
                    n1["read-0"]
                    n2["read-1"]
                    n3["twice-0"]
                    n4["twice-1"]
                    n5["twice-2"]
                    n6["add-0"]
                    n7["twice-3"]
                    n1 --> n2
                    n3 --> n6
                    n5 --> n6
                end

            """.ReplaceLineEndings("\n"));
        s_calls.ShouldBe(0);
        (await Store.ListFlowRunsAsync(cancellationToken: Token).AnyAsync(Token)).ShouldBeFalse();
        flow.Visualize("a.txt").ShouldBe(drawn);
    }

    [Fact]
    public async Task A_body_that_looks_into_a_missing_result_is_told_what_to_do()
    {
        Begin();
        FlowTask<string> title = FlowTask.Define("title", () => "x");
        Flow<int> flow = Flow.Define("looks", async () => (await title.RunAsync()).Length);

        (await Should.ThrowAsync<InvalidOperationException>(() => flow.VisualizeAsync())).Message.ShouldContain("VisualizationValue");
    }

    [Fact]
    public async Task A_value_of_another_type_and_a_wrong_number_of_arguments_are_refused()
    {
        Begin();
        Flow<int, int> flow = Flow.Define(
            "wrong", (int number) => s_twice.With(options => options with { VisualizationValue = "three" }).RunAsync(number));

        (await Should.ThrowAsync<InvalidOperationException>(() => flow.VisualizeAsync(1))).Message.ShouldContain("'twice' gives a Int32");
        await Should.ThrowAsync<ParameterBindException>(() => flow.VisualizeAsync(1, 2));
        await Should.ThrowAsync<ArgumentNullException>(() => flow.VisualizeAsync(null!));
    }

    [Fact]
    public async Task What_is_drawn_leaves_no_trace_behind()
    {
        Begin();
        Flow<int> flow = Flow.Define("later", () => s_twice.RunAsync(1));
        s_calls = 0;
        await flow.VisualizeAsync();

        await flow.RunAsync(Token);

        s_calls.ShouldBe(1);
        s_calls = 0;
    }
}
