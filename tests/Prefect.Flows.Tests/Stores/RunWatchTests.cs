namespace Prefect.Flows.Tests.Stores;

public sealed class RunWatchTests : RunStoreTest
{
    [Fact]
    public async Task A_live_run_is_told_once_what_another_process_did_to_it()
    {
        FlowRun run = NewFlowRun();
        await Store.CreateAsync(run, Token);
        await StepAsync(Store, run, State.Running());
        TaskCompletionSource<State> seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int calls = 0;
        using IDisposable watch = Store.Watch(run, state =>
        {
            Interlocked.Increment(ref calls);
            seen.TrySetResult(state);
        });

        await Open().SetStateAsync(run.Id, State.Cancelling("please"), cancellationToken: Token);

        State state = await seen.Task.WaitAsync(TimeSpan.FromMinutes(2), Token);
        state.ToString().ShouldBe("Cancelling('please')");
        await Task.Delay(1200, Token);
        calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_change_by_this_process_is_told_at_once()
    {
        FlowRun run = NewFlowRun();
        await Store.CreateAsync(run, Token);
        await StepAsync(Store, run, State.Running());
        State? seen = null;
        using IDisposable watch = Store.Watch(run, state => seen = state);

        await Store.SetStateAsync(run.Id, State.Cancelling(), cancellationToken: Token);

        seen.ShouldNotBeNull().IsCancelling.ShouldBeTrue();
    }

    [Fact]
    public async Task Own_proposals_are_not_told()
    {
        FlowRun run = NewFlowRun();
        await Store.CreateAsync(run, Token);
        State? seen = null;
        using IDisposable watch = Store.Watch(run, state => seen = state);

        await StepAsync(Store, run, State.Running());
        await Task.Delay(1200, Token);

        seen.ShouldBeNull();
    }
}
