namespace Prefect.Flows;

public sealed partial class EmbeddedRunStore
{
    /// <inheritdoc/>
    public async ValueTask CreateAsync(FlowRun run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        long process = await _process.RegisterAsync().ConfigureAwait(false);
        await _database.WriteAsync(database => _flows.Insert(database, run, process), cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<StateAnswer> ProposeAsync(
        FlowRun run, State proposed, bool force = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(proposed);
        DateTimeOffset now = FlowClock.Now;
        long process = await _process.RegisterAsync().ConfigureAwait(false);
        return await _database.WriteAsync(
            database => _flows.Propose(database, run, proposed, force, process, now), cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<StateAnswer> SetStateAsync(Guid id, State state, bool force = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(state);
        DateTimeOffset now = FlowClock.Now;
        (StateAnswer answer, State current) = await _database.WriteAsync(
            database => _flows.Set(database, id, state, force, now), cancellationToken: cancellationToken).ConfigureAwait(false);
        if (answer.State is not null && answer.Decision is StateDecision.Accept or StateDecision.Reject)
        {
            _watches.Tell(id, current);
        }

        return answer;
    }

    /// <inheritdoc/>
    public ValueTask ReportAsync(TaskRun run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        return _reports.AddAsync(run, cancellationToken);
    }

    /// <inheritdoc/>
    public void Report(RunLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        _reports.Add(log);
    }

    /// <inheritdoc/>
    public ValueTask FlushAsync(CancellationToken cancellationToken = default) => _reports.FlushAsync(cancellationToken);

    /// <inheritdoc/>
    public IDisposable Watch(FlowRun run, Action<State> changed)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(changed);
        return _watches.Add(run, changed);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteFlowRunAsync(Guid id, CancellationToken cancellationToken = default)
    {
        await CatchUpAsync(cancellationToken).ConfigureAwait(false);
        return await _database.WriteAsync(database => FlowRunWrites.Delete(database, id), cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets readers see what this process reported.</summary>
    private ValueTask CatchUpAsync(CancellationToken cancellationToken) =>
        _reports.IsPending ? _reports.FlushAsync(cancellationToken) : ValueTask.CompletedTask;
}
