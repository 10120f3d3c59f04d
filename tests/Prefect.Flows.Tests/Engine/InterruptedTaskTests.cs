namespace Prefect.Flows.Tests.Engine;

/// <summary>Tasks that are executed when their flow run is suspended by somebody else: they notice at the next engine call.</summary>
public sealed class InterruptedTaskTests : FlowTest
{
    private static readonly FlowTask<int, int> s_twice = FlowTask.Define("twice", (int number) => number * 2);
    private static readonly FlowTask<int> s_calls = FlowTask.Define("calls", async () =>
    {
        FlowRunContext.Require().Book.Interruption = State.Suspended();
        return await s_twice.RunAsync(1);
    });

    [Fact(Timeout = 600_000)]
    public async Task A_task_that_a_suspension_interrupts_is_crashed_and_not_left_running()
    {
        Begin();
        Flow<int> flow = Flow.Define("suspended", async () => await s_calls.RunAsync());

        (await flow.RunStateAsync(Token)).Name.ShouldBe("Suspended");

        TaskRun run = (await StoredTasksAsync("calls")).ShouldHaveSingleItem();
        Names(run).ShouldBe("Pending Running Crashed");
        run.State.Message.ShouldBe("Task run was ended: its flow run is suspended, and calls the task again when it goes on.");
        run.EndTime.ShouldNotBeNull();
        (await StoredTasksAsync("twice")).ShouldBeEmpty();
    }

    [Fact(Timeout = 600_000)]
    public async Task A_submitted_task_that_a_suspension_interrupts_ends_its_future()
    {
        Begin();
        StateType? seen = null;
        Flow<int> flow = Flow.Define("suspended", async () =>
        {
            TaskFuture<int> future = s_calls.Submit();
            seen = (await future.StateAsync()).Type;
            return await future;
        });

        (await flow.RunStateAsync(Token)).Name.ShouldBe("Suspended");

        seen.ShouldBe(StateType.Crashed);
        Names((await StoredTasksAsync("calls")).ShouldHaveSingleItem()).ShouldBe("Pending Running Crashed");
    }

    [Fact(Timeout = 600_000)]
    public async Task What_an_interrupted_task_staged_is_undone_and_no_failure_hook_is_called()
    {
        Begin();
        List<string> seen = [];
        FlowTask<int, int> staged = s_twice.With(options => options with { OnRollback = [_ => { seen.Add("rollback"); return default; }] });
        FlowTask<int> task = FlowTask.Define(
            "calls",
            async () =>
            {
                await staged.RunAsync(1);
                FlowRunContext.Require().Book.Interruption = State.Suspended();
                return await s_twice.RunAsync(1);
            },
            new() { Retries = 3, OnCommit = [_ => default], OnFailure = [(_, _, _) => { seen.Add("failure"); return default; }] });
        Flow<int> flow = Flow.Define("suspended", async () => await task.RunAsync());

        (await flow.RunStateAsync(Token)).Name.ShouldBe("Suspended");

        seen.ShouldBe(["rollback"]);
        Names((await StoredTasksAsync("calls")).ShouldHaveSingleItem()).ShouldBe("Pending Running Crashed");
    }
}
