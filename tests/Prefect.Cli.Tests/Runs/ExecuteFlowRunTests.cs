using System.Diagnostics;
using Prefect.Flows;

namespace Prefect.Cli.Tests;

public sealed class ExecuteFlowRunTests
{
    private static readonly string s_program = Path.Combine(AppContext.BaseDirectory, "Prefect.FlowWorker.dll");

    [Fact]
    public async Task A_run_that_was_suspended_in_a_process_that_ended_is_resumed_and_executed_in_another()
    {
        await using Tool tool = NewTool();
        string marks = Path.Combine(tool.Home, "marks.txt");
        (await StartAsync(tool, "ask", marks, "hello")).ShouldBe(0);
        FlowRun suspended = await OnlyRunAsync(tool);
        suspended.State.Name.ShouldBe("Suspended");
        string id = suspended.Id.ToString();

        (await tool.RunAsync("flow-run", "execute", id, "--program", s_program)).ShouldFail("Resume it first");
        (await tool.RunAsync("flow-run", "resume", id, "--input", "7")).Output.ShouldContain($"dotnet prefect flow-run execute {id}");
        ToolResult done = await tool.RunAsync("flow-run", "execute", id[..18], "--program", s_program, "--", "ask", marks, "ignored");

        done.ShouldBeDone();
        done.Output.ShouldContain($"The flow run '{suspended.Name}' is Completed.");
        (await File.ReadAllLinesAsync(marks, TestContext.Current.CancellationToken))
            .ShouldBe(["begins hello", "task hello", "begins hello", "answer HELLO 7"]);
        FlowRun ended = await OnlyRunAsync(tool);
        ended.Id.ShouldBe(suspended.Id);
        (await tool.RunAsync("flow-run", "execute", id, "--program", s_program)).ShouldFail("Run the flow anew");
    }

    [Fact]
    public async Task A_program_that_does_not_run_the_flow_or_is_not_there_leaves_the_run_as_it_is()
    {
        await using Tool tool = NewTool();
        string marks = Path.Combine(tool.Home, "marks.txt");
        (await StartAsync(tool, "ask", marks, "hello")).ShouldBe(0);
        string id = (await OnlyRunAsync(tool)).Id.ToString();
        (await tool.RunAsync("flow-run", "resume", id, "--input", "7")).ShouldBeDone();

        (await tool.RunAsync("flow-run", "execute", id)).ShouldFail("There is no program in");
        (await tool.RunAsync("flow-run", "execute", id, "--program", "no/such.dll")).ShouldFail("There is no file");
        (await tool.RunAsync("flow-run", "execute", id, "--program", s_program, "--", marks, "1", "2")).ShouldFail("did not run the flow 'asks'");
        (await tool.RunAsync("flow-run", "execute")).ShouldBeWrongUsage("PREFECT__FLOW_RUN_ID");
        tool.Variables["PREFECT__FLOW_RUN_ID"] = id;
        (await tool.RunAsync("flow-run", "execute")).ShouldFail("There is no program in");
        (await tool.Runs.FindFlowRunAsync(Guid.Parse(id), TestContext.Current.CancellationToken))!.State.Name.ShouldBe("Resuming");
    }

    private static Tool NewTool()
    {
        Tool tool = new();
        foreach (string name in (ReadOnlySpan<string>)["PATH", "DOTNET_ROOT", "DOTNET_HOST_PATH", "SystemRoot"])
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                tool.Variables[name] = value;
            }
        }

        return tool;
    }

    private static async Task<int> StartAsync(Tool tool, params string[] arguments)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [s_program, .. arguments]) { UseShellExecute = false };
        start.Environment.Clear();
        foreach ((string name, string value) in tool.Variables)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    private static async Task<FlowRun> OnlyRunAsync(Tool tool)
    {
        List<FlowRun> runs = [];
        await foreach (FlowRun run in tool.Runs.ListFlowRunsAsync(new FlowRunFilter { FlowName = "asks" }, TestContext.Current.CancellationToken))
        {
            runs.Add(run);
        }

        return runs.ShouldHaveSingleItem();
    }
}
