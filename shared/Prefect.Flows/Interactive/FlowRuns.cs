using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Lets flow runs wait for people and for each other: pauses, suspends and resumes them, sends and receives inputs.</summary>
[SyncTwins]
public static partial class FlowRuns
{
    /// <summary>Pauses the present flow run, here, until somebody resumes it. Also a task of the run may do that.</summary>
    /// <param name="options">How it waits.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">There is no flow run here, or the store refuses the pause.</exception>
    /// <exception cref="FlowPauseTimeoutException">Nobody resumed the run in time.</exception>
    /// <exception cref="RunStoreException">The store cannot be reached.</exception>
    public static Task PauseAsync(PauseOptions? options = null, CancellationToken cancellationToken = default) =>
        RunPause.Here(PauseOptions.Check(options), null).WaitAsync(cancellationToken);

    /// <summary>Pauses the present flow run until somebody resumes it with an answer.</summary>
    /// <param name="options">How it waits, and what people are told.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <typeparam name="T">Type of the answer: a record, or a single value such as a text, a number or a list.</typeparam>
    /// <returns>The answer; a pause that was passed before gives the answer that it had.</returns>
    /// <exception cref="ArgumentException">The initial data names a member that the type has not.</exception>
    /// <exception cref="InvalidOperationException">There is no flow run here, or the store refuses the pause.</exception>
    /// <exception cref="FlowPauseTimeoutException">Nobody resumed the run in time.</exception>
    /// <exception cref="RunInputException">The answer does not fit the type. Pause again to ask again.</exception>
    /// <exception cref="RunStoreException">The store cannot be reached.</exception>
    public static async Task<T> PauseAsync<T>(PauseOptions? options = null, CancellationToken cancellationToken = default) =>
        (T)(await RunPause.Here(PauseOptions.Check(options), RunInputType.Of(typeof(T))).WaitAsync(cancellationToken).ConfigureAwait(false))!;

    /// <summary>
    /// Suspends the present flow run: the body is left, and the process may end. Once somebody has resumed the run, it waits to be
    /// executed (<see cref="Flow.ExecuteRunAsync"/>, or <c>dotnet prefect flow-run execute</c>) and begins anew; then this call returns
    /// at once. What was done before is not undone: give tasks a cache.
    /// </summary>
    /// <param name="options">How long it may stay suspended. Default: without end.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidOperationException">There is no flow run here, this is a task, or the store refuses: only the outermost run can be suspended, and only where runs are recorded.</exception>
    /// <exception cref="RunStoreException">The store cannot be reached.</exception>
    public static Task SuspendAsync(PauseOptions? options = null, CancellationToken cancellationToken = default) =>
        RunPause.Here(PauseOptions.Check(options), null).LeaveAsync(cancellationToken);

    /// <summary>Suspends the present flow run until somebody resumes it with an answer.</summary>
    /// <param name="options">How long it may stay suspended, and what people are told.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <typeparam name="T">Type of the answer: a record, or a single value such as a text, a number or a list.</typeparam>
    /// <returns>The answer, in the run that begins anew.</returns>
    /// <exception cref="ArgumentException">The initial data names a member that the type has not.</exception>
    /// <exception cref="InvalidOperationException">There is no flow run here, this is a task, or the store refuses: only the outermost run can be suspended, and only where runs are recorded.</exception>
    /// <exception cref="RunInputException">The answer does not fit the type.</exception>
    /// <exception cref="RunStoreException">The store cannot be reached.</exception>
    public static async Task<T> SuspendAsync<T>(PauseOptions? options = null, CancellationToken cancellationToken = default) =>
        (T)(await RunPause.Here(PauseOptions.Check(options), RunInputType.Of(typeof(T))).LeaveAsync(cancellationToken).ConfigureAwait(false))!;

    /// <summary>Suspends a flow run that executes anywhere; it leaves its body at its next call of a task.</summary>
    /// <param name="flowRunId">The run.</param>
    /// <param name="options">How long it may stay suspended. Default: without end.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidOperationException">The store refuses: only the outermost run can be suspended, and only where runs are recorded, while it runs.</exception>
    /// <exception cref="RunStoreException">The store does not know the run, or cannot be reached.</exception>
    public static async Task SuspendAsync(Guid flowRunId, PauseOptions? options = null, CancellationToken cancellationToken = default)
    {
        options = PauseOptions.Check(options);
        if (FlowRunContext.Current?.FlowRun.Id == flowRunId)
        {
            await SuspendAsync(options, cancellationToken).ConfigureAwait(false);
            return;
        }

        IRunStore store = FlowRunContext.Current?.Store ?? RunStore.Current;
        State state = State.Suspended(options.Timeout, key: options.Key ?? Guid.NewGuid().ToString());
        StateAnswer answer = await store.SetStateAsync(flowRunId, state, force: false, cancellationToken).ConfigureAwait(false);
        if (answer.Decision != StateDecision.Accept)
        {
            throw new InvalidOperationException($"The flow run {flowRunId} cannot be suspended: {answer.Reason}");
        }
    }

    /// <summary>Lets a paused flow run go on, and a suspended one be executed again.</summary>
    /// <param name="flowRunId">The run.</param>
    /// <param name="input">
    /// The answer that the run waits for: a record, a dictionary or a JSON object with its members; a single value where the run asked for
    /// one.
    /// </param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NotPausedException">The run is not paused.</exception>
    /// <exception cref="RunInputException">The answer does not fit what the run asked for. The run stays paused.</exception>
    /// <exception cref="FlowPauseTimeoutException">The time of the pause is over, and the run has failed.</exception>
    /// <exception cref="InvalidOperationException">The store refuses for another reason.</exception>
    /// <exception cref="RunStoreException">The store does not know the run, or cannot be reached.</exception>
    public static Task ResumeAsync(Guid flowRunId, object? input = null, CancellationToken cancellationToken = default) =>
        RunResumption.ResumeAsync(FlowRunContext.Current?.Store ?? RunStore.Current, flowRunId, input, cancellationToken);
}
