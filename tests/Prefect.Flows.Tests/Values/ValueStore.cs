using Prefect.Testing;

namespace Prefect.Flows.Tests;

/// <summary>A store of what flows share, in a folder of its own, that lets every run do what it wants.</summary>
internal sealed class ValueStore : IRunStore
{
    private readonly TemporaryDirectory _folder = new();
    private readonly RunDatabase _database;
    private readonly CountedLimits _limits;

    public ValueStore()
    {
        _database = RunDatabase.Open(Path);
        _limits = new CountedLimits(new EmbeddedConcurrencyLimitStore(_database));
        Variables = new EmbeddedVariableStore(_database);
        Artifacts = new EmbeddedArtifactStore(_database);
        Events = new EmbeddedEventStore(_database);
    }

    public string Path => _folder.Combine("runs.db");

    public string Location => "a test's store";

    public bool KeepsRuns => true;

    public IVariableStore Variables { get; }

    public IArtifactStore Artifacts { get; }

    public IConcurrencyLimitStore ConcurrencyLimits => _limits;

    public IEventStore? Events { get; set; }

    public IRunInputStore Inputs => throw new NotSupportedException();

    /// <summary>How often limits were listed.</summary>
    public int Lists => _limits.Lists;

    /// <summary>How often slots were asked for.</summary>
    public int Asks => _limits.Asks;

    /// <summary>Fails renewals of leases from now on.</summary>
    public bool FailsRenewals
    {
        set => _limits.FailsRenewals = value;
    }

    public ValueTask CreateAsync(FlowRun run, CancellationToken cancellationToken = default) => default;

    public ValueTask<StateAnswer> ProposeAsync(FlowRun run, State proposed, bool force = false, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(new StateAnswer { Decision = StateDecision.Accept, State = proposed });

    public ValueTask ReportAsync(TaskRun run, CancellationToken cancellationToken = default) => default;

    public void Report(RunLog log)
    {
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken = default) => default;

    public IDisposable Watch(FlowRun run, Action<State> changed) => new CancellationTokenSource();

    public ValueTask<FlowRun?> FindFlowRunAsync(Guid id, CancellationToken cancellationToken = default) => default;

    public ValueTask<TaskRun?> FindTaskRunAsync(Guid id, CancellationToken cancellationToken = default) => default;

    public IAsyncEnumerable<FlowRun> ListFlowRunsAsync(FlowRunFilter? filter = null, CancellationToken cancellationToken = default) =>
        AsyncEnumerable.Empty<FlowRun>();

    public IAsyncEnumerable<TaskRun> ListTaskRunsAsync(TaskRunFilter? filter = null, CancellationToken cancellationToken = default) =>
        AsyncEnumerable.Empty<TaskRun>();

    public IAsyncEnumerable<RunLog> ReadLogsAsync(RunLogFilter? filter = null, CancellationToken cancellationToken = default) =>
        AsyncEnumerable.Empty<RunLog>();

    public ValueTask<StateAnswer> SetStateAsync(Guid id, State state, bool force = false, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public ValueTask<bool> DeleteFlowRunAsync(Guid id, CancellationToken cancellationToken = default) => default;

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }
}
