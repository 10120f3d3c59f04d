namespace Prefect.Flows.Tests.Engine;

/// <summary>Hooks of tasks that are called when the flow was cancelled already.</summary>
public sealed class LateHookTests : FlowTest
{
    private static readonly FlowTask<int, int> s_twice = FlowTask.Define("twice", (int number) => number * 2);

    [Fact(Timeout = 600_000)]
    public async Task A_failure_hook_may_call_tasks_and_flows_after_the_flow_was_cancelled()
    {
        Begin();
        List<int> seen = [];
        Flow<int> tidies = Flow.Define("tidies", async () => await s_twice.Submit(5));
        using CancellationTokenSource cancel = new();
        FlowTask<int> task = FlowTask.Define<int>(
            "wraps",
            async () =>
            {
                await cancel.CancelAsync();
                throw new IOException("the connection was closed");
            },
            new()
            {
                OnFailure = [async (_, _, _) =>
                {
                    RunContext.Current!.CancellationToken.IsCancellationRequested.ShouldBeFalse();
                    FlowRunContext.Current!.CancellationToken.IsCancellationRequested.ShouldBeFalse();
                    seen.Add(await s_twice.RunAsync(4));
                    seen.Add(await tidies.RunAsync());
                }],
            });
        Flow<int> flow = Flow.Define("cancelled", async () => await task.RunAsync());

        await flow.RunStateAsync(cancel.Token);

        seen.ShouldBe([8, 10]);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_completion_hook_is_given_a_token_that_is_not_cancelled()
    {
        Begin();
        List<bool> seen = [];
        using CancellationTokenSource cancel = new();
        FlowTask<int> task = FlowTask.Define(
            "heedless",
            async () =>
            {
                await cancel.CancelAsync();
                return 1;
            },
            new() { OnCompletion = [(_, _, _) => { seen.Add(RunContext.Current!.CancellationToken.IsCancellationRequested); return default; }] });

        (await task.RunStateAsync(cancel.Token)).IsCompleted.ShouldBeTrue();

        seen.ShouldBe([false]);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_rollback_hook_may_call_tasks_after_the_flow_was_cancelled()
    {
        Begin();
        List<int> seen = [];
        using CancellationTokenSource cancel = new();
        FlowTask<int, int> inner = s_twice.With(options => options with { OnRollback = [async _ => seen.Add(await s_twice.RunAsync(4))] });
        FlowTask<int> outer = FlowTask.Define<int>("outer", async (CancellationToken token) =>
        {
            await inner.RunAsync(1, token);
            await cancel.CancelAsync();
            token.ThrowIfCancellationRequested();
            return 1;
        }, new() { OnCommit = [_ => default] });
        Flow<int> flow = Flow.Define("cancelled", async () => await outer.RunAsync());

        await flow.RunStateAsync(cancel.Token);

        seen.ShouldBe([8]);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_rollback_hook_of_a_scope_may_call_tasks_after_the_flow_was_cancelled()
    {
        Begin();
        List<int> seen = [];
        using CancellationTokenSource cancel = new();
        Flow<int> flow = Flow.Define("cancelled", async (CancellationToken token) =>
        {
            await Transaction.RunAsync(
                async (transaction, _) =>
                {
                    transaction.Stage(1, onRollback: [async _ => seen.Add(await s_twice.RunAsync(4))]);
                    await cancel.CancelAsync();
                    token.ThrowIfCancellationRequested();
                },
                CancellationToken.None);
            return 1;
        });

        await flow.RunStateAsync(cancel.Token);

        seen.ShouldBe([8]);
    }
}
