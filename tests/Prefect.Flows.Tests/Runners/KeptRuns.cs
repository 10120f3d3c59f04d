using System.Collections.Concurrent;

namespace Prefect.Flows.Tests.Runners;

/// <summary>A store that keeps everything in memory and accepts every state.</summary>
internal sealed class KeptRuns : IRunStore
{
    public ConcurrentDictionary<Guid, FlowRun> FlowRuns { get; } = new();

    public ConcurrentDictionary<Guid, TaskRun> TaskRuns { get; } = new();

    public ConcurrentQueue<RunLog> Logs { get; } = new();

    public string Location => "memory";

    public bool KeepsRuns => true;

    public IVariableStore Variables => throw new NotSupportedException();

    public IArtifactStore Artifacts => throw new NotSupportedException();

    public IConcurrencyLimitStore ConcurrencyLimits => throw new NotSupportedException();

    public IRunInputStore Inputs => throw new NotSupportedException();

    public ValueTask CreateAsync(FlowRun run, CancellationToken cancellationToken = default)
    {
        FlowRuns[run.Id] = run;
        return ValueTask.CompletedTask;
    }

    public ValueTask<StateAnswer> ProposeAsync(FlowRun run, State proposed, bool force = false, CancellationToken cancellationToken = default) =>
        new(new StateAnswer { Decision = StateDecision.Accept, State = proposed });

    public ValueTask ReportAsync(TaskRun run, CancellationToken cancellationToken = default)
    {
        TaskRuns[run.Id] = run;
        return ValueTask.CompletedTask;
    }

    public void Report(RunLog log) => Logs.Enqueue(log);

    public ValueTask FlushAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public IDisposable Watch(FlowRun run, Action<State> changed) => new MemoryStream();

    public ValueTask<FlowRun?> FindFlowRunAsync(Guid id, CancellationToken cancellationToken = default) => new(FlowRuns.GetValueOrDefault(id));

    public ValueTask<TaskRun?> FindTaskRunAsync(Guid id, CancellationToken cancellationToken = default) => new(TaskRuns.GetValueOrDefault(id));

    public IAsyncEnumerable<FlowRun> ListFlowRunsAsync(FlowRunFilter? filter = null, CancellationToken cancellationToken = default) =>
        FlowRuns.Values.ToAsyncEnumerable();

    public IAsyncEnumerable<TaskRun> ListTaskRunsAsync(TaskRunFilter? filter = null, CancellationToken cancellationToken = default) =>
        TaskRuns.Values.ToAsyncEnumerable();

    public IAsyncEnumerable<RunLog> ReadLogsAsync(RunLogFilter? filter = null, CancellationToken cancellationToken = default) => Logs.ToAsyncEnumerable();

    public ValueTask<StateAnswer> SetStateAsync(Guid id, State state, bool force = false, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public ValueTask<bool> DeleteFlowRunAsync(Guid id, CancellationToken cancellationToken = default) => new(FlowRuns.TryRemove(id, out _));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
