using Prefect.Flows;

namespace Prefect.Dbt.Tests.Runner;

public sealed class HookTests : RunnerTest
{
    private const string Orders = "model.shop.orders";
    private const string Totals = "model.shop.totals";

    [Fact]
    public async Task Hooks_are_called_in_order_and_may_throw()
    {
        Project.Node(Orders, []).Node("test.shop.check", [Orders]).Runs(Orders).Runs("test.shop.check", "pass").Ready();
        List<DbtHookContext> calls = [];
        PrefectDbtRunner runner = Project.Runner
            .OnRunStart(_ => throw new InvalidOperationException("first"))
            .OnRunStart(calls.Add)
            .PostModel(calls.Add)
            .OnRunEnd(async context =>
            {
                await Task.Yield();
                calls.Add(context);
                throw new InvalidOperationException("last");
            });

        FlowOutcome<DbtInvocationResult> state = await InvokeAsync(runner, "build", "--select", "orders");

        state.IsCompleted.ShouldBeTrue(state.Message);
        calls.Select(call => call.Event).ShouldBe([DbtHookEvent.RunStart, DbtHookEvent.PostModel, DbtHookEvent.RunEnd]);
        calls.ShouldAllBe(call => call.Command == "build" && ReferenceEquals(call.Owner, runner) && call.Args.Count == 3);
        calls[0].Status.ShouldBeNull();
        calls[1].NodeId.ShouldBe(Orders);
        calls[1].Status.ShouldBe(DbtHookStatus.Success);
        calls[1].Result!.Value.GetProperty("run_result").GetProperty("message").GetString().ShouldBe("OK");
        calls[2].Status.ShouldBe(DbtHookStatus.Success);
        calls[2].NodeIds.Order().ShouldBe([Orders, "test.shop.check"]);
        calls[2].RunResults[Orders].Message.ShouldBe("OK");
        (await LogAsync(null)).Count(line => line.Contains("hook", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task Hooks_are_called_for_the_nodes_that_dbt_selects()
    {
        Project.Node(Orders, []).Node(Totals, []).Runs(Orders).Runs(Totals, "error", "bad").Ready(1);
        Project.Write("ls", $$$"""{"unique_id": "{{{Totals}}}"}""" + "\n");
        List<string> calls = [];
        PrefectDbtRunner runner = Project.Runner
            .PostModel(context => calls.Add($"{context.NodeId} {context.Status} {context.Error}"), select: "totals")
            .OnRunEnd(context => calls.Add($"end {context.Status} {context.Error}"), select: "totals");

        await InvokeAsync(runner, "run", "--target=prod", "--vars", "{day: 1}", "--threads", "2");

        calls.ShouldBe([$"{Totals} Error bad", "end Error Model totals errored with message: \"bad\""]);
        Project.Read("ls-args").ShouldContain("--select\ntotals\n");
        Project.Read("ls-args").ShouldContain("--target\nprod\n--vars\n{day: 1}\n");
        Project.Read("ls-args").ShouldNotContain("--threads");
    }

    [Fact]
    public async Task Dbt_goes_on_while_a_hook_is_called()
    {
        Project.Node(Orders, []).Runs(Orders);
        for (int line = 0; line < 2000; line++)
        {
            Project.Prints(new string('x', 200));
        }

        Project.Ready();
        bool hasDbtEnded = false;
        PrefectDbtRunner runner = Project.Runner.PostModel(async _ =>
        {
            // What dbt writes is more than a pipe holds.
            string left = Path.Combine(Project.Folder, "target", "run_results.json");
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            limit.CancelAfter(TimeSpan.FromSeconds(60));
            while (!File.Exists(left))
            {
                limit.Token.ThrowIfCancellationRequested();
                await Task.Yield();
            }

            hasDbtEnded = true;
        });

        await InvokeAsync(runner, "run");

        hasDbtEnded.ShouldBeTrue();
    }

    [Fact]
    public async Task Model_that_is_skipped_is_told_of_as_skipped()
    {
        Project.Node(Orders, []).Node(Totals, [Orders]).Runs(Orders, "error", "bad").Runs(Totals, "skipped").Ready(1);
        List<string> calls = [];

        await InvokeAsync(Project.Runner.PostModel(context => calls.Add($"{context.NodeId} {context.Status}")), "run");

        calls.ShouldBe([$"{Orders} Error", $"{Totals} Skipped"]);
    }

    [Fact]
    public async Task Selection_that_dbt_refuses_matches_nothing()
    {
        Project.Node(Orders, []).Runs(Orders).Ready();
        Project.Write("ls-code", "2");
        List<DbtHookEvent> calls = [];

        FlowOutcome<DbtInvocationResult> state = await InvokeAsync(Project.Runner.PostModel(context => calls.Add(context.Event), select: "no:such"), "run");

        state.IsCompleted.ShouldBeTrue();
        calls.ShouldBeEmpty();
        (await LogAsync(null)).ShouldContain(line => line.Contains("no:such", StringComparison.Ordinal));
    }

    [Fact]
    public void Hooks_are_code() => Should.Throw<ArgumentNullException>(() => Project.Runner.OnRunStart((Action<DbtHookContext>)null!));
}
