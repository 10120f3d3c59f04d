namespace Prefect.Flows.Tests;
internal sealed class SmokeStore : IRunStore
{
    public string Location => "smoke"; public bool KeepsRuns => false;
    public IVariableStore Variables => throw new NotSupportedException(); public IArtifactStore Artifacts => throw new NotSupportedException();
    public IConcurrencyLimitStore ConcurrencyLimits => throw new NotSupportedException(); public IRunInputStore Inputs => throw new NotSupportedException();
    public ValueTask CreateAsync(FlowRun run, CancellationToken c = default) => default;
    public ValueTask<StateAnswer> ProposeAsync(FlowRun run, State p, bool force = false, CancellationToken c = default) =>
        new(p.IsFailed && run.RunCount <= run.Retries ? new StateAnswer { Decision = StateDecision.Reject, State = State.AwaitingRetry() } : new StateAnswer { Decision = StateDecision.Accept, State = p });
    public ValueTask ReportAsync(TaskRun run, CancellationToken c = default) => default;
    public void Report(RunLog log) { }
    public ValueTask FlushAsync(CancellationToken c = default) => default;
    public IDisposable Watch(FlowRun run, Action<State> changed) => new MemoryStream();
    public ValueTask<FlowRun?> FindFlowRunAsync(Guid id, CancellationToken c = default) => default;
    public ValueTask<TaskRun?> FindTaskRunAsync(Guid id, CancellationToken c = default) => default;
    public IAsyncEnumerable<FlowRun> ListFlowRunsAsync(FlowRunFilter? f = null, CancellationToken c = default) => throw new NotSupportedException();
    public IAsyncEnumerable<TaskRun> ListTaskRunsAsync(TaskRunFilter? f = null, CancellationToken c = default) => throw new NotSupportedException();
    public IAsyncEnumerable<RunLog> ReadLogsAsync(RunLogFilter? f = null, CancellationToken c = default) => throw new NotSupportedException();
    public ValueTask<StateAnswer> SetStateAsync(Guid id, State s, bool force = false, CancellationToken c = default) => throw new NotSupportedException();
    public ValueTask<bool> DeleteFlowRunAsync(Guid id, CancellationToken c = default) => default;
    public ValueTask DisposeAsync() => default;
}
public class SmokeTests
{
    [Fact]
    public async Task Smoke()
    {
        using var _ = RunStore.Use(new SmokeStore());
        int n = 0;
        FlowTask<int, int> twice = FlowTask.Define("twice", (int x) => x * 2);
        FlowTask<int> flaky = FlowTask.Define("flaky", () => ++n < 3 ? throw new InvalidOperationException("no") : n, new() { Retries = 5 });
        Flow<int, int> flow = Flow.Define("sum", async (int count) =>
        {
            var list = twice.Map(Enumerable.Range(0, count));
            TaskFuture<int> one = twice.Submit(5);
            TaskFuture<int> two = twice.Submit(one);
            (await two).ShouldBe(20);
            (await flaky.RunAsync()).ShouldBe(3);
            return (await list).Sum();
        });
        (await flow.RunAsync(10)).ShouldBe(90);
        FlowTask<Unit> noop = FlowTask.Define("noop", () => { });
        Flow<Unit> f2 = Flow.Define("many", async () =>
        {
            for (int round = 0; round < 5; round++)
            {
                long b = GC.GetAllocatedBytesForCurrentThread();
                var w = System.Diagnostics.Stopwatch.StartNew();
                for (int i = 0; i < 20000; i++) await noop.RunAsync();
                TestContext.Current.TestOutputHelper!.WriteLine($"{w.Elapsed.TotalMicroseconds / 20000:0.00} us {(GC.GetAllocatedBytesForCurrentThread() - b) / 20000} B");
            }
        });
        await f2.RunAsync();
    }
}
