namespace Prefect.Flows;

/// <summary>
/// In a worker, the store of the runs that a body begins: the one that the settings choose, shared with the process that started the
/// worker, which alone is sent the logs.
/// </summary>
internal sealed class WorkerRunStore(bool keepsRuns, Action<RunLog> send) : IRunStore
{
    private IRunStore? _shared;

    public string Location => Shared.Location;

    /// <summary>Logs are always taken; what becomes of them is decided where they are sent to.</summary>
    public bool KeepsRuns => true;

    public IVariableStore Variables => Shared.Variables;

    public IArtifactStore Artifacts => Shared.Artifacts;

    public IConcurrencyLimitStore ConcurrencyLimits => Shared.ConcurrencyLimits;

    public IRunInputStore Inputs => Shared.Inputs;

    private IRunStore Shared => LazyInitializer.EnsureInitialized(ref _shared, ConfiguredRunStores.Get);

    public void Report(RunLog log) => send(log);

    public ValueTask ReportAsync(TaskRun run, CancellationToken cancellationToken = default) =>
        keepsRuns ? Shared.ReportAsync(run, cancellationToken) : ValueTask.CompletedTask;

    public ValueTask FlushAsync(CancellationToken cancellationToken = default) => _shared?.FlushAsync(cancellationToken) ?? ValueTask.CompletedTask;

    public ValueTask CreateAsync(FlowRun run, CancellationToken cancellationToken = default) => Shared.CreateAsync(run, cancellationToken);

    public ValueTask<StateAnswer> ProposeAsync(FlowRun run, State proposed, bool force = false, CancellationToken cancellationToken = default) =>
        Shared.ProposeAsync(run, proposed, force, cancellationToken);

    public IDisposable Watch(FlowRun run, Action<State> changed) => Shared.Watch(run, changed);

    public ValueTask<FlowRun?> FindFlowRunAsync(Guid id, CancellationToken cancellationToken = default) => Shared.FindFlowRunAsync(id, cancellationToken);

    public ValueTask<TaskRun?> FindTaskRunAsync(Guid id, CancellationToken cancellationToken = default) => Shared.FindTaskRunAsync(id, cancellationToken);

    public IAsyncEnumerable<FlowRun> ListFlowRunsAsync(FlowRunFilter? filter = null, CancellationToken cancellationToken = default) =>
        Shared.ListFlowRunsAsync(filter, cancellationToken);

    public IAsyncEnumerable<TaskRun> ListTaskRunsAsync(TaskRunFilter? filter = null, CancellationToken cancellationToken = default) =>
        Shared.ListTaskRunsAsync(filter, cancellationToken);

    public IAsyncEnumerable<RunLog> ReadLogsAsync(RunLogFilter? filter = null, CancellationToken cancellationToken = default) =>
        Shared.ReadLogsAsync(filter, cancellationToken);

    public ValueTask<StateAnswer> SetStateAsync(Guid id, State state, bool force = false, CancellationToken cancellationToken = default) =>
        Shared.SetStateAsync(id, state, force, cancellationToken);

    public ValueTask<bool> DeleteFlowRunAsync(Guid id, CancellationToken cancellationToken = default) => Shared.DeleteFlowRunAsync(id, cancellationToken);

    /// <summary>The shared store belongs to the process.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
