namespace Prefect.Flows.Tests.Results;

/// <summary>Who decides whether results are kept, and where.</summary>
public sealed class PersistenceTests : FlowTest
{
    private static readonly bool?[] s_answers = [null, true, false];

    private static FlowTask<bool> Here { get; } = FlowTask.Define("here", () => RunContext.Require().PersistResult);

    [Fact(Timeout = 600_000)]
    public async Task The_option_of_a_task_comes_before_the_setting_for_tasks_its_flow_and_the_setting_for_all()
    {
        foreach (bool? option in s_answers)
        {
            foreach (bool? setting in s_answers)
            {
                foreach (bool? outer in s_answers)
                {
                    foreach (bool byDefault in (bool[])[true, false])
                    {
                        Begin(("PREFECT_TASKS_DEFAULT_PERSIST_RESULT", setting?.ToString()), ("PREFECT_RESULTS_PERSIST_BY_DEFAULT", byDefault.ToString()));
                        FlowTask<bool> task = Here.With(options => options with { PersistResult = option });
                        Flow<bool> flow = Flow.Define("persists", async () => await task.RunAsync(), new() { PersistResult = outer });

                        string given = $"option {option}, setting {setting}, flow {outer}, default {byDefault}";
                        (await flow.RunAsync(Token)).ShouldBe(option ?? setting ?? outer ?? byDefault, given);
                        (await task.RunAsync(Token)).ShouldBe(option ?? setting ?? byDefault, given);
                    }
                }
            }
        }
    }

    [Fact(Timeout = 600_000)]
    public async Task The_option_of_a_flow_comes_before_what_it_says_about_storage_the_run_around_it_and_the_settings()
    {
        foreach (bool? option in s_answers)
        {
            foreach (bool? outer in s_answers)
            {
                foreach (bool byDefault in (bool[])[true, false])
                {
                    foreach (string? storage in (string?[])[null, "./elsewhere"])
                    {
                        Begin(("PREFECT_RESULTS_PERSIST_BY_DEFAULT", byDefault.ToString()));
                        FlowOptions options = new() { PersistResult = option, ResultStorage = storage is null ? null : ResultStorage.Folder(Path.Combine(Home, storage)) };
                        Flow<bool> inner = Flow.Define("inner", () => FlowRunContext.Require().PersistResult, options);
                        Flow<bool> flow = Flow.Define("outer", async () => await inner.RunAsync(), new() { PersistResult = outer });

                        string given = $"option {option}, storage {storage}, flow {outer}, default {byDefault}";
                        bool? own = option ?? (storage is null ? null : true);
                        (await inner.RunAsync(Token)).ShouldBe(own ?? byDefault, given);
                        (await flow.RunAsync(Token)).ShouldBe(own ?? outer ?? byDefault, given);
                    }
                }
            }
        }
    }

    [Fact(Timeout = 600_000)]
    public async Task What_holds_here_is_the_tasks_else_the_flows_else_the_settings()
    {
        Begin(("PREFECT_RESULTS_PERSIST_BY_DEFAULT", "true"));
        FlowTask<bool> task = FlowTask.Define("task", () => ResultPersistence.Current, new() { PersistResult = true });
        Flow<(bool, bool)> flow = Flow.Define("flow", async () => (ResultPersistence.Current, await task.RunAsync()), new() { PersistResult = false });

        ResultPersistence.Current.ShouldBeTrue();
        (await flow.RunAsync(Token)).ShouldBe((false, true));
    }

    [Fact(Timeout = 600_000)]
    public async Task A_flow_that_a_task_called_and_not_that_task_says_where_results_inside_it_are_kept()
    {
        Begin();
        ResultStorage outside = ResultStorage.Folder(Path.Combine(Home, "outside"));
        ResultStorage inside = ResultStorage.Folder(Path.Combine(Home, "inside"));
        FlowTask<ResultStorage?> where = FlowTask.Define("where", () => ResultStore.Current.Storage, new() { PersistResult = true });
        Flow<ResultStorage?> innermost = Flow.Define("innermost", () => ResultStore.Current.Storage);
        Flow<(ResultStorage?, ResultStorage?)> called = Flow.Define(
            "called", async () => (await where.RunAsync(), await innermost.RunAsync()), new() { ResultStorage = inside });
        FlowTask<(ResultStorage?, ResultStorage?)> calls = FlowTask.Define(
            "calls", async () => await called.RunAsync(), new() { ResultStorage = outside, PersistResult = true });
        Flow<(ResultStorage?, ResultStorage?)> flow = Flow.Define("flow", async () => await calls.RunAsync());

        (await flow.RunAsync(Token)).ShouldBe((inside, inside));
        (await calls.RunAsync(Token)).ShouldBe((inside, inside));
    }

    [Fact(Timeout = 600_000)]
    public async Task A_flow_that_a_task_called_and_not_that_task_says_whether_flows_inside_it_keep_results()
    {
        Begin();
        Flow<bool> innermost = Flow.Define("innermost", () => FlowRunContext.Require().PersistResult);
        Flow<bool> called = Flow.Define("called", async () => await innermost.RunAsync(), new() { PersistResult = true });
        FlowTask<bool> calls = FlowTask.Define("calls", async () => await called.RunAsync(), new() { PersistResult = false });
        Flow<bool> flow = Flow.Define("flow", async () => await calls.RunAsync());

        (await flow.RunAsync(Token)).ShouldBeTrue();
        (await calls.RunAsync(Token)).ShouldBeTrue();
    }
}
