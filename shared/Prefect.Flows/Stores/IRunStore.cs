namespace Prefect.Flows;

/// <summary>
/// Keeps what ran. The engine reports to it: flow runs step by step, each answered before the flow goes on; task runs and logs in
/// the background.
/// </summary>
public interface IRunStore : IAsyncDisposable
{
    /// <summary>What and where the store is, for messages.</summary>
    string Location { get; }

    /// <summary>Whether runs and logs are kept; where they are not, nobody needs to report them.</summary>
    bool KeepsRuns { get; }

    /// <summary>Variables, which flows share.</summary>
    IVariableStore Variables { get; }

    /// <summary>What runs left behind for people to look at.</summary>
    IArtifactStore Artifacts { get; }

    /// <summary>Limits on how much happens at once.</summary>
    IConcurrencyLimitStore ConcurrencyLimits { get; }

    /// <summary>What happened; <see langword="null"/> where events are not kept.</summary>
    IEventStore? Events => null;

    /// <summary>What was sent to runs while they ran.</summary>
    IRunInputStore Inputs { get; }

    /// <summary>Keeps a new run of a flow, in the state that it is in. It survives the death of this process once the call returns.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    ValueTask CreateAsync(FlowRun run, CancellationToken cancellationToken = default);

    /// <summary>Asks to bring a flow run into a state. Rules decide, on what the store holds at that moment.</summary>
    /// <param name="run">The run. Its own state is not changed by this.</param>
    /// <param name="proposed">The state.</param>
    /// <param name="force">Whether the rules are left out.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RunStoreException">The store cannot be written, or does not know the run.</exception>
    ValueTask<StateAnswer> ProposeAsync(FlowRun run, State proposed, bool force = false, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes note that a task run has a new state, name or inputs. Returns at once unless the store is far behind;
    /// <see cref="FlushAsync"/> waits until it is kept.
    /// </summary>
    /// <param name="run">The run. What it holds when it is written is what is kept.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask ReportAsync(TaskRun run, CancellationToken cancellationToken = default);

    /// <summary>Takes note of a line of a run's log. Returns at once; <see cref="FlushAsync"/> waits for it.</summary>
    /// <param name="log">The line.</param>
    void Report(RunLog log);

    /// <summary>Waits until everything reported so far is kept.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RunStoreException">Something could not be kept.</exception>
    ValueTask FlushAsync(CancellationToken cancellationToken = default);

    /// <summary>Calls back when somebody else changes the state of a run that this process executes: cancels or suspends it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="changed">Receives the new state, on any thread.</param>
    /// <returns>Ends the watch when disposed.</returns>
    IDisposable Watch(FlowRun run, Action<State> changed);

    /// <summary>Finds a flow run.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The run as it was stored, or <see langword="null"/>.</returns>
    ValueTask<FlowRun?> FindFlowRunAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>Finds a task run.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The run as it was stored, or <see langword="null"/>.</returns>
    ValueTask<TaskRun?> FindTaskRunAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>Lists flow runs, the newest first.</summary>
    /// <param name="filter">Which. Default: all.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    IAsyncEnumerable<FlowRun> ListFlowRunsAsync(FlowRunFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>Lists task runs, the newest first.</summary>
    /// <param name="filter">Which. Default: all.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    IAsyncEnumerable<TaskRun> ListTaskRunsAsync(TaskRunFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>Reads logs, the oldest first.</summary>
    /// <param name="filter">Which. Default: all.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    IAsyncEnumerable<RunLog> ReadLogsAsync(RunLogFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>Brings a flow run, wherever it executes, into a state: to cancel it, or to resume it.</summary>
    /// <param name="id">The run.</param>
    /// <param name="state">The state.</param>
    /// <param name="force">Whether the rules are left out.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RunStoreException">The store does not know the run.</exception>
    ValueTask<StateAnswer> SetStateAsync(Guid id, State state, bool force = false, CancellationToken cancellationToken = default);

    /// <summary>Deletes a flow run with its task runs, logs and artifacts.</summary>
    /// <param name="id">The run.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it was there.</returns>
    ValueTask<bool> DeleteFlowRunAsync(Guid id, CancellationToken cancellationToken = default);
}
