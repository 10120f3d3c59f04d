using System.Collections.Concurrent;

namespace Prefect.Flows.Tests;

/// <summary>Keeps the logs that are reported to it, and knows the runs that it is given.</summary>
internal sealed class RecordedStore : IRunStore
{
    private readonly ConcurrentQueue<RunLog> _logs = new();

    public string Location => "memory of a test";

    public bool KeepsRuns { get; init; } = true;

    public ConcurrentDictionary<Guid, FlowRun> FlowRuns { get; } = new();

    public ConcurrentDictionary<Guid, TaskRun> TaskRuns { get; } = new();

    public int Reads { get; private set; }

    public IReadOnlyList<RunLog> Logs => [.. _logs];

    public IReadOnlyList<string> Messages => [.. _logs.Select(log => log.Message)];

    public IVariableStore Variables => throw new NotSupportedException();

    public IArtifactStore Artifacts => throw new NotSupportedException();

    public IConcurrencyLimitStore ConcurrencyLimits => throw new NotSupportedException();

    public IRunInputStore Inputs => throw new NotSupportedException();

    public void Report(RunLog log) => _logs.Enqueue(log);

    public ValueTask<FlowRun?> FindFlowRunAsync(Guid id, CancellationToken cancellationToken = default)
    {
        Reads++;
        return new(FlowRuns.GetValueOrDefault(id));
    }

    public ValueTask<TaskRun?> FindTaskRunAsync(Guid id, CancellationToken cancellationToken = default) => new(TaskRuns.GetValueOrDefault(id));

    public ValueTask FlushAsync(CancellationToken cancellationToken = default) => default;

    public ValueTask CreateAsync(FlowRun run, CancellationToken cancellationToken = default) => default;

    public ValueTask<StateAnswer> ProposeAsync(FlowRun run, State proposed, bool force = false, CancellationToken cancellationToken = default) =>
        new(new StateAnswer { Decision = StateDecision.Accept, State = proposed });

    public ValueTask ReportAsync(TaskRun run, CancellationToken cancellationToken = default) => default;

    public IDisposable Watch(FlowRun run, Action<State> changed) => new StringReader("");

    public IAsyncEnumerable<FlowRun> ListFlowRunsAsync(FlowRunFilter? filter = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public IAsyncEnumerable<TaskRun> ListTaskRunsAsync(TaskRunFilter? filter = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public IAsyncEnumerable<RunLog> ReadLogsAsync(RunLogFilter? filter = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<StateAnswer> SetStateAsync(Guid id, State state, bool force = false, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<bool> DeleteFlowRunAsync(Guid id, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => default;
}
