using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Prefect.Flows;

namespace Prefect.Cli.Tests;

public sealed class HostileRunCommandTests : IAsyncDisposable
{
    private const string Odd = "<b>\u001b[31mred\u001b[0m\r\nnext|line \ud83e\udd86 \"quoted\" \u202e";
    private readonly Tool _tool = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_thousand_runs_are_listed_in_pages_at_once()
    {
        await using (EmbeddedRunStore store = Open())
        {
            using IDisposable use = RunStore.Use(store);
            Flow<int, int> flow = Flow.Define("many", (int number) => number);
            await Parallel.ForAsync(0, 10_000, new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Token }, async (number, token) => await flow.RunAsync(number, token));
        }

        Stopwatch watch = Stopwatch.StartNew();
        ToolResult few = await _tool.RunAsync("flow-run", "ls", "-o", "json");
        TimeSpan fewTime = watch.Elapsed;
        ToolResult all = await _tool.RunAsync("flow-run", "ls", "--limit", "20000", "-o", "json");
        ToolResult none = await _tool.RunAsync("flow-run", "ls", "--state", "FAILED", "-o", "json");

        JsonDocument.Parse(few.Output).RootElement.GetArrayLength().ShouldBe(15);
        JsonElement[] runs = [.. JsonDocument.Parse(all.Output).RootElement.EnumerateArray()];
        runs.Length.ShouldBe(10_000);
        runs.Select(run => run.GetProperty("id").GetString()).Distinct().Count().ShouldBe(10_000);
        JsonDocument.Parse(none.Output).RootElement.GetArrayLength().ShouldBe(0);
        fewTime.ShouldBeLessThan(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Text_from_runs_does_not_move_the_cursor_and_JSON_stays_JSON()
    {
        string id;
        string task;
        await using (EmbeddedRunStore store = Open())
        {
            (id, task) = await OddAsync(store);
        }

        string[][] screens =
        [
            ["flow-run", "ls"], ["flow-run", "inspect", id], ["flow-run", "logs", id], ["flow-run", "graph", id], ["task-run", "ls"], ["task-run", "inspect", task],
            ["artifact", "ls"], ["artifact", "inspect", "odd"], ["variable", "ls"], ["variable", "inspect", "odd"],
            ["global-concurrency-limit", "ls"], ["concurrency-limit", "ls"], ["flow-run", "cancel", id], ["flow-run", "resume", id],
        ];
        foreach (string[] screen in screens)
        {
            ToolResult result = await _tool.RunAsync(screen);
            (result.Output + result.Error).ShouldNotContain('\u001b', string.Join(' ', screen));
            (result.Output + result.Error).ShouldNotContain('\u202e', string.Join(' ', screen));
        }

        string[][] lists =
        [
            ["flow-run", "ls"], ["flow-run", "inspect", id], ["flow-run", "logs", id], ["task-run", "ls"], ["task-run", "inspect", task],
            ["artifact", "ls"], ["artifact", "ls", "--all"], ["artifact", "inspect", "odd"], ["variable", "ls"], ["variable", "inspect", "odd"],
            ["global-concurrency-limit", "ls"], ["global-concurrency-limit", "inspect", "odd"], ["concurrency-limit", "ls"], ["concurrency-limit", "inspect", "odd"],
        ];
        foreach (string[] list in lists)
        {
            ToolResult result = await _tool.RunAsync([.. list, "-o", "json"]);
            result.ExitCode.ShouldBe(0, string.Join(' ', list) + result.Error);
            Should.NotThrow(() => JsonDocument.Parse(result.Output), string.Join(' ', list));
        }
    }

    [Theory]
    [InlineData("flow-run ls --limit 0")]
    [InlineData("flow-run ls --limit -5")]
    [InlineData("flow-run ls --limit 99999999999999")]
    [InlineData("flow-run ls --limit ten")]
    [InlineData("flow-run ls -o yaml")]
    [InlineData("flow-run ls --state")]
    [InlineData("flow-run inspect")]
    [InlineData("flow-run inspect ١٢٣")]
    [InlineData("flow-run inspect 0190g")]
    [InlineData("flow-run inspect 123456789012345678901234567890123")]
    [InlineData("flow-run inspect ../../etc/passwd")]
    [InlineData("flow-run logs 01 -n 0")]
    [InlineData("flow-run logs 01 -n 1.5")]
    [InlineData("flow-run cancel")]
    [InlineData("flow-run resume")]
    [InlineData("flow-run delete -")]
    [InlineData("flow-run explode 01")]
    [InlineData("task-run ls --flow-run-id zz")]
    [InlineData("task-run ls --limit 0")]
    [InlineData("artifact ls --limit 0")]
    [InlineData("artifact inspect")]
    [InlineData("variable set UPPER 1")]
    [InlineData("variable set a")]
    [InlineData("variable get")]
    [InlineData("concurrency-limit create tag -1")]
    [InlineData("concurrency-limit create tag many")]
    [InlineData("global-concurrency-limit create a --limit -1")]
    [InlineData("global-concurrency-limit create a --limit 1 --slot-decay-per-second NaN")]
    [InlineData("global-concurrency-limit update a --limit 1e3")]
    public async Task Wrong_usage_exits_with_2_and_prints_nothing_to_the_output(string line)
    {
        ToolResult result = await _tool.RunAsync(line.Split(' '));

        result.ExitCode.ShouldBe(ExitCodes.WrongUsage, result.Error);
        result.Output.ShouldBeEmpty();
        result.Error.ShouldNotBeEmpty();
        result.Error.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("flow-run inspect 0")]
    [InlineData("flow-run logs 0")]
    [InlineData("flow-run graph 0")]
    [InlineData("flow-run cancel 0")]
    [InlineData("flow-run delete 0")]
    [InlineData("task-run inspect 0")]
    [InlineData("artifact inspect nothing")]
    [InlineData("artifact delete nothing")]
    [InlineData("variable get nothing")]
    [InlineData("variable inspect nothing")]
    [InlineData("variable unset nothing")]
    [InlineData("concurrency-limit inspect nothing")]
    [InlineData("concurrency-limit delete nothing")]
    [InlineData("concurrency-limit reset nothing")]
    [InlineData("global-concurrency-limit inspect nothing")]
    [InlineData("global-concurrency-limit delete nothing")]
    [InlineData("global-concurrency-limit update nothing --limit 2")]
    [InlineData("global-concurrency-limit enable nothing")]
    [InlineData("global-concurrency-limit disable nothing")]
    public async Task What_is_not_there_exits_with_1(string line)
    {
        ToolResult result = await _tool.RunAsync(line.Split(' '));

        result.ExitCode.ShouldBe(ExitCodes.Failed, result.Error);
        result.Output.ShouldBeEmpty();
        result.Error.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("not a database, and long enough that nobody could take it for an empty one: one hundred characters, and some more.")]
    public async Task A_damaged_store_exits_with_1_and_names_the_file(string content)
    {
        string file = Path.Combine(_tool.Home, "dotnet", "runs.db");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, content, Token);

        foreach (string group in (string[])["flow-run", "task-run", "artifact", "variable", "global-concurrency-limit", "concurrency-limit"])
        {
            ToolResult result = await _tool.RunAsync(group, "ls");
            result.ExitCode.ShouldBe(ExitCodes.Failed, group);
            result.Error.ShouldContain(file, Case.Sensitive, group);
            result.Error.ShouldNotContain("   at ");
        }
    }

    [Fact]
    public async Task A_running_run_that_is_deleted_fails_where_it_goes_on_and_the_store_stays_sound()
    {
        await using EmbeddedRunStore store = Open();
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource deleted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        FlowTask<int> task = FlowTask.Define("after", () => 1);
        Flow<int> flow = Flow.Define("deleted", async () =>
        {
            begun.SetResult();
            await deleted.Task;
            return await task.RunAsync();
        });
        Task<State<int>> running;
        using (RunStore.Use(store))
        {
            running = flow.RunStateAsync(Token);
        }

        await begun.Task;
        string id = JsonDocument.Parse((await _tool.RunAsync("flow-run", "ls", "-o", "json")).Output).RootElement[0].GetProperty("id").GetString()!;
        (await _tool.RunAsync("flow-run", "delete", id)).ShouldBeDone();
        deleted.SetResult();

        Exception? failure = null;
        try
        {
            await running.WaitAsync(TimeSpan.FromMinutes(5), Token);
        }
        catch (RunStoreException exception)
        {
            failure = exception;
        }

        (failure?.Message ?? (await running).Message ?? "").ShouldContain("deleted");
        (await _tool.RunAsync("flow-run", "ls", "-o", "json")).Output.Trim().ShouldBe("[]");
    }

    public ValueTask DisposeAsync() => _tool.DisposeAsync();

    private static async Task<(string Flow, string Task)> OddAsync(EmbeddedRunStore store)
    {
        FlowTask<string, string> task = FlowTask.Define("odd", (string text) => text, new TaskOptions { RunName = "{text}" });
        using IDisposable use = RunStore.Use(store);
        string flowId = "";
        await Flow.Define(
            "odd",
            async (string text) =>
            {
                flowId = FlowRunContext.Current!.FlowRun.Id.ToString();
                RunLogger.Current.LogError("{Text}", text);
                await Artifacts.CreateMarkdownAsync(text, key: "odd", description: text);
                await Variable.SetAsync("odd", text, tags: [text]);
                await task.RunAsync(text);
                throw new InvalidOperationException(text);
            },
            new FlowOptions { RunName = "{text}" }).RunStateAsync(Odd, Token);
        await store.ConcurrencyLimits.CreateAsync(new ConcurrencyLimitDraft("odd", 1), Token);
        await store.ConcurrencyLimits.CreateAsync(new ConcurrencyLimitDraft("tag:odd", 1), Token);
        await store.FlushAsync(Token);
        string taskId = "";
        await foreach (TaskRun run in store.ListTaskRunsAsync(cancellationToken: Token))
        {
            taskId = run.Id.ToString();
        }

        return (flowId, taskId);
    }

    private EmbeddedRunStore Open() => EmbeddedRunStore.Open(Path.Combine(_tool.Home, "dotnet", "runs.db"));
}
