using System.Text.Json;
using System.Xml.Linq;
using Prefect.Flows;

namespace Prefect.Cli.Tests;

public sealed class RunCommandTests
{
    private static readonly FlowTask<int, int> s_double = FlowTask.Define(
        "double", (int number) => number * 2, new TaskOptions { RunName = "double <b>" });
    private static readonly FlowTask<int, int> s_broken = FlowTask.Define("broken", (int number) => number / (number - number));
    private static readonly Flow<int, int> s_child = Flow.Define("child", async (int number) => await s_double.RunAsync(number));

    private static readonly Flow<int, int> s_nightly = Flow.Define("nightly", async (int number) =>
    {
        TaskFuture<int> one = s_double.Submit(number);
        TaskFuture<int> two = s_double.Submit(one);
        return await s_child.RunAsync(await two);
    });

    private static readonly Flow<int, int> s_failing = Flow.Define("failing", async (int number) => await s_broken.RunAsync(number));

    [Fact]
    public async Task Flow_runs_are_listed_and_filtered()
    {
        await using Tool tool = await WithRunsAsync();

        ToolResult table = await tool.RunAsync("flow-run", "ls");
        ToolResult failed = await tool.RunAsync("flow-run", "ls", "--state", "failed", "-o", "json");
        ToolResult named = await tool.RunAsync("flow-runs", "ls", "--flow-name", "nightly", "-o", "json");

        table.ShouldBeDone();
        table.Output.ShouldContain("nightly");
        table.Output.ShouldContain("Completed");
        JsonElement run = JsonDocument.Parse(failed.Output).RootElement.EnumerateArray().ShouldHaveSingleItem();
        run.GetProperty("flow_name").GetString().ShouldBe("failing");
        run.GetProperty("state_type").GetString().ShouldBe("FAILED");
        run.GetProperty("parameters").GetProperty("number").GetInt32().ShouldBe(3);
        JsonDocument.Parse(named.Output).RootElement.GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_flow_run_is_inspected_by_its_id_or_its_beginning()
    {
        await using Tool tool = await WithRunsAsync();
        string id = await IdAsync(tool, "nightly");

        (await tool.RunAsync("flow-run", "inspect", id)).Output.ShouldContain("Completed");
        using JsonDocument json = JsonDocument.Parse((await tool.RunAsync("flow-run", "inspect", id[..23], "-o", "json")).Output);
        json.RootElement.GetProperty("id").GetString().ShouldBe(id);
        json.RootElement.GetProperty("states").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task Ids_that_name_no_run_or_several_or_are_none_are_told_apart()
    {
        await using Tool tool = await WithRunsAsync();
        string id = await IdAsync(tool, "nightly");

        (await tool.RunAsync("flow-run", "inspect", Guid.Empty.ToString())).ShouldFail("There is no flow run");
        (await tool.RunAsync("flow-run", "inspect", id[..1])).ShouldFail("More than one flow run begins with");
        (await tool.RunAsync("flow-run", "inspect", "latest")).ShouldBeWrongUsage("is no id of a flow run");
        (await tool.RunAsync("task-run", "inspect", id)).ShouldFail("There is no task run");
    }

    [Fact]
    public async Task Task_runs_are_listed_and_inspected()
    {
        await using Tool tool = await WithRunsAsync();
        string flow = await IdAsync(tool, "nightly");

        using JsonDocument list = JsonDocument.Parse(
            (await tool.RunAsync("task-run", "ls", "--flow-run-id", flow, "--task-name", "double", "-o", "json")).Output);
        list.RootElement.GetArrayLength().ShouldBe(2);
        JsonElement second = list.RootElement.EnumerateArray().Single(run => run.GetProperty("task_inputs").EnumerateObject().Any());
        second.GetProperty("task_inputs").GetProperty("number")[0].GetProperty("input_type").GetString().ShouldBe("task_run");
        ToolResult inspected = await tool.RunAsync("task-run", "inspect", second.GetProperty("id").GetString()!);
        inspected.ShouldBeDone();
        inspected.Output.ShouldContain("double <b>");
        (await tool.RunAsync("task-run", "ls", "--state", "FAILED")).Output.ShouldContain("broken");
    }

    [Fact]
    public async Task A_run_that_has_ended_cannot_be_cancelled_and_can_be_deleted()
    {
        await using Tool tool = await WithRunsAsync();
        string id = await IdAsync(tool, "failing");

        (await tool.RunAsync("flow-run", "cancel", id)).ShouldFail("has ended already: it is Failed");
        (await tool.RunAsync("flow-run", "delete", id)).ShouldBeDone();
        (await tool.RunAsync("flow-run", "inspect", id)).ShouldFail("There is no flow run");
        (await tool.RunAsync("flow-run", "delete", id)).ShouldFail("There is no flow run");
    }

    [Fact]
    public async Task A_live_run_sees_that_it_is_cancelled()
    {
        await using Tool tool = new();
        await using EmbeddedRunStore store = EmbeddedRunStore.Open(RunsOf(tool));
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Flow<Unit> endless = Flow.Define("endless", async (CancellationToken token) =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
        });
        Task<State<Unit>> running;
        using (RunStore.Use(store))
        {
            running = endless.RunStateAsync(TestContext.Current.CancellationToken);
        }

        await begun.Task;
        ToolResult result = await tool.RunAsync("flow-run", "cancel", await IdAsync(tool, "endless"));

        result.ShouldBeDone();
        (await running.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken)).Type.ShouldBe(StateType.Cancelled);
    }

    [Fact]
    public async Task Logs_are_printed_from_either_end()
    {
        await using Tool tool = await WithRunsAsync();
        string id = await IdAsync(tool, "failing");

        ToolResult all = await tool.RunAsync("flow-run", "logs", id);
        ToolResult last = await tool.RunAsync("flow-run", "logs", id, "--tail", "-n", "1");
        all.Output.ShouldContain("INFO     | Flow run '");
        (await tool.RunAsync("flow-run", "logs", await IdAsync(tool, "nightly"))).Output.ShouldContain("INFO     | Task run '");
        ToolResult newest = await tool.RunAsync("flow-run", "logs", id, "-r", "-n", "1");

        all.ShouldBeDone();
        all.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBeGreaterThan(1);
        all.Output.ShouldEndWith(last.Output);
        newest.Output.ShouldBe(last.Output);
        (await tool.RunAsync("flow-run", "logs", id, "--tail", "--head")).ShouldBeWrongUsage("contradict");
    }

    [Fact]
    public async Task A_run_is_drawn_as_mermaid_text_and_as_a_picture()
    {
        await using Tool tool = await WithRunsAsync();
        string id = await IdAsync(tool, "nightly");

        ToolResult mermaid = await tool.RunAsync("flow-run", "graph", id);
        ToolResult file = await tool.RunAsync("flow-run", "graph", id, "-o", "drawing.svg");

        mermaid.Output.ShouldStartWith("flowchart LR\n");
        mermaid.Output.ShouldContain(" --> ");
        mermaid.Output.ShouldContain("double #60;b#62;");
        mermaid.Output.ShouldNotContain("<b>");
        file.ShouldBeDone();
        XDocument picture = XDocument.Load(Path.Combine(tool.Project, "drawing.svg"));
        picture.Descendants().Count(element => element.Name.LocalName == "path" && element.Attribute("marker-end") is not null).ShouldBeGreaterThanOrEqualTo(1);
        picture.Descendants().Where(element => element.Name.LocalName == "title").Select(element => element.Value)
            .ShouldContain(title => title.StartsWith("child / ", StringComparison.Ordinal));
        (await tool.RunAsync("flow-run", "graph", id, "--format", "png")).ExitCode.ShouldBe(ExitCodes.WrongUsage);
    }

    [Fact]
    public async Task With_a_server_the_commands_say_what_to_unset()
    {
        await using Tool tool = new();
        tool.Variables["PREFECT_API_URL"] = "http://127.0.0.1:1/api";

        (await tool.RunAsync("flow-run", "ls")).ShouldFail("Unset PREFECT_API_URL");
    }

    private static string RunsOf(Tool tool) => Path.Combine(tool.Home, "dotnet", "runs.db");

    private static async Task<Tool> WithRunsAsync()
    {
        Tool tool = new();
        await using EmbeddedRunStore store = EmbeddedRunStore.Open(RunsOf(tool));
        using (RunStore.Use(store))
        {
            (await s_nightly.RunAsync(3)).ShouldBe(24);
            (await s_failing.RunStateAsync(3)).Type.ShouldBe(StateType.Failed);
        }

        return tool;
    }

    private static async Task<string> IdAsync(Tool tool, string flow)
    {
        using JsonDocument json = JsonDocument.Parse((await tool.RunAsync("flow-run", "ls", "--flow-name", flow, "-o", "json")).Output);
        return json.RootElement[0].GetProperty("id").GetString()!;
    }
}
