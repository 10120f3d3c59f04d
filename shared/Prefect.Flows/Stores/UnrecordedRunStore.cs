using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Prefect.Flows;

/// <summary>
/// Keeps no runs: they live in the memory of this process until they end. The rules for states hold all the same, and what flows
/// share with each other is kept in the embedded store, which is opened when it is first needed.
/// </summary>
internal sealed class UnrecordedRunStore(string path, Func<EmbeddedRunStore> open) : IRunStore
{
    private readonly ConcurrentDictionary<Guid, LiveRun> _runs = new();
    private readonly Lazy<EmbeddedRunStore> _shared = new(open, LazyThreadSafetyMode.PublicationOnly);

    public string Location => $"the memory of this process (runs are not recorded; the rest is in {path})";

    public bool KeepsRuns => false;

    public IVariableStore Variables => _shared.Value.Variables;

    public IArtifactStore Artifacts => _shared.Value.Artifacts;

    public IConcurrencyLimitStore ConcurrencyLimits => _shared.Value.ConcurrencyLimits;

    public IEventStore? Events => _shared.Value.Events;

    public IRunInputStore Inputs => _shared.Value.Inputs;

    public ValueTask CreateAsync(FlowRun run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        _runs[run.Id] = new LiveRun(run);
        return ValueTask.CompletedTask;
    }

    public ValueTask<StateAnswer> ProposeAsync(FlowRun run, State proposed, bool force = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(proposed);
        StateAnswer answer = _runs.GetOrAdd(run.Id, static (_, run) => new LiveRun(run), run).Propose(proposed, force, FlowClock.Now);
        if (answer.State is { IsFinal: true })
        {
            _runs.TryRemove(run.Id, out _);
        }

        return ValueTask.FromResult(answer);
    }

    public ValueTask ReportAsync(TaskRun run, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public void Report(RunLog log)
    {
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public IDisposable Watch(FlowRun run, Action<State> changed)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(changed);
        return _runs.GetOrAdd(run.Id, static (_, run) => new LiveRun(run), run).Watch(changed);
    }

    public ValueTask<FlowRun?> FindFlowRunAsync(Guid id, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(_runs.TryGetValue(id, out LiveRun? live) ? live.Copy() : null);

    public ValueTask<TaskRun?> FindTaskRunAsync(Guid id, CancellationToken cancellationToken = default) => ValueTask.FromResult<TaskRun?>(null);

    public async IAsyncEnumerable<FlowRun> ListFlowRunsAsync(
        FlowRunFilter? filter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        filter ??= new FlowRunFilter();
        await Task.CompletedTask.ConfigureAwait(false);
        IEnumerable<FlowRun> runs = _runs.Values.Select(live => live.Copy()).Where(run => Matches(run, filter))
            .OrderByDescending(run => run.States[0].Timestamp).Take(filter.Limit ?? int.MaxValue);
        foreach (FlowRun run in runs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return run;
        }
    }

    public IAsyncEnumerable<TaskRun> ListTaskRunsAsync(TaskRunFilter? filter = null, CancellationToken cancellationToken = default) =>
        AsyncEnumerable.Empty<TaskRun>();

    public IAsyncEnumerable<RunLog> ReadLogsAsync(RunLogFilter? filter = null, CancellationToken cancellationToken = default) =>
        AsyncEnumerable.Empty<RunLog>();

    public ValueTask<StateAnswer> SetStateAsync(Guid id, State state, bool force = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!_runs.TryGetValue(id, out LiveRun? live))
        {
            throw new RunStoreException(
                $"This process executes no flow run {id}, and runs of others are not recorded (PREFECT_DOTNET_RECORD_RUNS is false).");
        }

        StateAnswer answer = live.Propose(state, force, FlowClock.Now);
        if (answer.State is { } now && answer.Decision is StateDecision.Accept or StateDecision.Reject)
        {
            live.Tell(live.State);
        }

        return ValueTask.FromResult(answer);
    }

    public ValueTask<bool> DeleteFlowRunAsync(Guid id, CancellationToken cancellationToken = default) => ValueTask.FromResult(_runs.TryRemove(id, out _));

    public ValueTask DisposeAsync() => _shared.IsValueCreated ? _shared.Value.DisposeAsync() : ValueTask.CompletedTask;

    private static bool Matches(FlowRun run, FlowRunFilter filter) =>
        (filter.FlowName is null || run.FlowName == filter.FlowName)
        && (filter.StateTypes.Count == 0 || filter.StateTypes.Contains(run.State.Type))
        && (filter.StateNames.Count == 0 || filter.StateNames.Contains(run.State.Name, StringComparer.Ordinal))
        && (filter.ParentFlowRunId is null || run.ParentFlowRunId == filter.ParentFlowRunId);
}
