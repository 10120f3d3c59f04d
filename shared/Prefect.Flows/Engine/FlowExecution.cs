using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Prefect.Client;

namespace Prefect.Flows;

/// <summary>One call of a flow, from the run that is made for it to the state that the run ends in.</summary>
internal sealed partial class FlowExecution<TResult> : ILiveRun
{
    private const string What = "Flow run";
    private readonly Flow _flow;
    private readonly FlowCallOptions _options;
    private readonly Ambient _outer;
    private readonly IRunStore _store;
    private readonly FlowRunBook _book = new();
    private readonly CancellationTokenSource _cancel;
    private readonly string _childKey;
    private readonly TaskFuture[] _waitFor;
    private Call<TResult> _call;
    private TaskRun? _tracking;
    private FlowRunContext _context = null!;

    /// <summary>Makes the run. Nothing is executed yet.</summary>
    /// <exception cref="OperationCanceledException">The call, or the flow that it is made in, is cancelled.</exception>
    /// <exception cref="FlowInterruptedException">The flow that it is made in was asked to leave.</exception>
    public FlowExecution(Flow flow, Call<TResult> call, FlowCallOptions options)
    {
        _flow = flow;
        _call = call;
        _options = options;
        _outer = options.Run is { Tags.Count: > 0 } existing ? RunTags.AddTo(Ambient.Current, existing.Tags) : Ambient.Current;
        Parent?.ThrowIfInterrupted();
        Parent?.CancellationToken.ThrowIfCancellationRequested();
        options.CancellationToken.ThrowIfCancellationRequested();
        _waitFor = [.. options.WaitFor ?? []];
        foreach (TaskFuture future in _waitFor)
        {
#pragma warning disable MA0015 // The parameter of the call, which the caller knows.
            ArgumentNullException.ThrowIfNull(future, "waitFor");
#pragma warning restore MA0015
        }

        _store = Parent?.Store ?? RunStore.Current;
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(
            options.CancellationToken, RunContext.Current?.CancellationToken ?? CancellationToken.None);
        _childKey = ChildKey();
        Run = options.Run ?? NewRun();
        Run.Parameters = options.Given ?? call;
    }

    public FlowRun Run { get; }

    private FlowRunContext? Parent => _outer.Flow;

    /// <summary>Executes the flow and gives the value, or throws what the run failed with.</summary>
    public async Task<TResult> ValueAsync() =>
        await (await ExecuteAsync().ConfigureAwait(false)).ResultAsync(CancellationToken.None).ConfigureAwait(false);

    /// <summary>Executes the flow.</summary>
    /// <returns>The state that the run ended in, or was left in.</returns>
    public async Task<State<TResult>> ExecuteAsync()
    {
        using CancellationTokenSource cancel = _cancel;
        if (Parent?.Book.FindCompletedChild(_childKey) is State<TResult> before)
        {
            EngineLog.SubflowReused(RunLogger.For(Parent), _flow.Name);
            return before;
        }

        using Activity? activity = FlowTelemetry.Start(Run, _flow.Name);
        _context = MakeContext();
        await BeginAsync().ConfigureAwait(false);
        using IDisposable watch = _store.Watch(Run, SeeChange);
        using IDisposable live = LiveRuns.Add(this);
        State<TResult> final;
        try
        {
            final = await ExecuteStepsAsync().ConfigureAwait(false);
        }
        catch (FlowInterruptedException interruption)
        {
            final = new State<TResult>(Run.Enter(interruption.State));
        }

        await EndAsync(final).ConfigureAwait(false);
        FlowTelemetry.Stop(activity, Run, _flow.Name, final);
        return final;
    }

    /// <inheritdoc/>
    public void End(RunCancellation cancellation)
    {
        _book.Cancellation ??= cancellation;
        try
        {
            _cancel.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The run has ended in this moment.
        }
        catch (AggregateException exception)
        {
            EngineLog.CancellationCallbackFails(RunLogger.For(_context), exception);
        }
    }

    private string ChildKey()
    {
        if (Parent is null)
        {
            return "";
        }

        // A call inside a task has no place of its own in the order of the parent's calls.
        return IsInTask ? Guid.NewGuid().ToString() : $"{_flow.Name}-{Parent.Book.NextCall(_flow.Name)}";
    }

    private bool IsInTask => _outer.Task is { } task && task.TaskRun.FlowRunId == Parent?.FlowRun.Id;

    private FlowRun NewRun()
    {
        DateTimeOffset now = FlowClock.Now;
        Guid id = Guid.CreateVersion7(now);
        FlowSettings settings = PrefectSettings.Current.Flows;
        if (Parent is not null)
        {
            _tracking = new TaskRun(Guid.CreateVersion7(now), now)
            {
                FlowRunId = Parent.FlowRun.Id,
                TaskName = _flow.Name,
                TaskKey = _flow.Name,
                DynamicKey = _childKey,
                IsFlowTracking = true,
            };
        }

        return new FlowRun(id, now)
        {
            FlowName = _flow.Name,
            FlowVersion = _flow.Version,
            Name = RandomNames.Next(),
            Tags = RunTags.Of([], _outer.Tags),
            ParentTaskRunId = _tracking?.Id,
            ParentFlowRunId = Parent?.FlowRun.Id,
            RootFlowRunId = Parent?.FlowRun.RootFlowRunId ?? id,
            Retries = _flow.Options.Retries ?? settings.DefaultRetries,
            RetryDelay = (_flow.Options.RetryDelay ?? RetryDelay.FromSettings(settings.DefaultRetryDelaySeconds)).At(0, 1),
        };
    }

    private async ValueTask BeginAsync()
    {
        if (_options.Run is null)
        {
            await _store.CreateAsync(Run, CancellationToken.None).ConfigureAwait(false);
        }

        if (_tracking is not null)
        {
            _tracking.Name = Run.Name;
            await TrackAsync(State.Pending()).ConfigureAwait(false);
        }
    }

    /// <summary>Enters states until one is final.</summary>
    private async ValueTask<State<TResult>> ExecuteStepsAsync()
    {
        try
        {
            return await ExecuteAttemptsAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (FlowInterruptedException or FlowAbortedException) && !Run.State.IsFinal)
        {
            return await ConcludeAsync(new State<TResult>(StateOf(exception)), force: true).ConfigureAwait(false);
        }
    }

    private async ValueTask<State<TResult>> ExecuteAttemptsAsync()
    {
        await FindResultStoreAsync().ConfigureAwait(false);
        if (await NotReadyAsync().ConfigureAwait(false) is { } notReady)
        {
            return new State<TResult>(await ProposeAsync(notReady).ConfigureAwait(false));
        }

        if (_options.Failure is { } failure)
        {
            return await ConcludeAsync(new State<TResult>(Failures.Of(failure, What)), force: true).ConfigureAwait(false);
        }

        _context = _context with { Parameters = _call };
        for (int attempt = 0; ; attempt++)
        {
            _cancel.Token.ThrowIfCancellationRequested();
            await RunAsync(attempt).ConfigureAwait(false);
            State<TResult> state = await AttemptAsync().ConfigureAwait(false);
            State<TResult> entered = await ConcludeAsync(state, force: state.IsCrashed || state.IsCancelled).ConfigureAwait(false);
            if (!entered.IsScheduled || !state.IsFailed)
            {
                return entered;
            }

            EngineLog.Retries(RunLogger.For(_context), state.Message, attempt + 1, Run.Retries, Run.RetryDelay.TotalSeconds);
            _book.BeginAttempt();
        }
    }

    /// <summary>Enters the running state, once the store lets it.</summary>
    private async ValueTask RunAsync(int attempt)
    {
        if (attempt == 0)
        {
            await NameAsync().ConfigureAwait(false);
        }

        State entered = await ProposeAsync(attempt == 0 ? State.Running() : State.Retrying()).ConfigureAwait(false);
        if (attempt == 0)
        {
            LogBegin();
        }

        await TrackAsync(State.Running()).ConfigureAwait(false);
        await RunHooksAsync(_flow.Options.OnRunning, entered).ConfigureAwait(false);
    }

    private void LogBegin()
    {
        ILogger logger = RunLogger.For(_context);
        if (Parent is null)
        {
            EngineLog.FlowBegins(logger, Run.Name, _flow.Name);
        }
        else
        {
            EngineLog.SubflowBegins(logger, Run.Name, _flow.Name);
        }
    }

    private async ValueTask NameAsync()
    {
        if (_flow.Options.RunNameFunction is { } function)
        {
            Ambient.Current = Inside(_context);
            Run.Name = function(_call);
        }
        else if (_flow.Options.RunName is { } template)
        {
            Run.Name = RunNames.Render(template, _call);
        }

        _tracking?.Name = Run.Name;
        // Asynchronous, so that what is ambient here is not so for the caller.
        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    /// <summary>Calls the hooks of a state, and proposes it.</summary>
    private async ValueTask<State<TResult>> ConcludeAsync(State<TResult> state, bool force)
    {
        if (state.IsCancelled && _book.Cancellation is { IsRequested: true })
        {
            await RunHooksAsync(_flow.Options.OnCancellation, State.Cancelling()).ConfigureAwait(false);
        }

        State entered = await ProposeAsync(state, force).ConfigureAwait(false);
        if (entered.IsCancelling)
        {
            // Somebody cancelled the run in the moment in which it ended.
            return await ConcludeAsync(
                new State<TResult>(Failures.Cancelled(new RunCancellation(true, null), What, null)), force: true).ConfigureAwait(false);
        }

        IReadOnlyList<FlowHook> hooks = entered.Type switch
        {
            StateType.Completed => _flow.Options.OnCompletion,
            StateType.Failed => _flow.Options.OnFailure,
            StateType.Crashed => _flow.Options.OnCrashed,
            _ => [],
        };
        await RunHooksAsync(hooks, entered).ConfigureAwait(false);
        return entered as State<TResult> ?? new State<TResult>(entered);
    }

    private async ValueTask EndAsync(State<TResult> final)
    {
        ConsoleCapture.Flush(_context);
        await LeftoverSlots.ReleaseAsync(Run.Id).ConfigureAwait(false);
        ILogger logger = RunLogger.For(_context);
        if (final.IsCompleted || final.IsPaused)
        {
            EngineLog.Completed(logger, final);
        }
        else
        {
            EngineLog.NotCompleted(logger, final, StateFailures.OfOrNull(final));
        }

        await TrackAsync(final).ConfigureAwait(false);
        if (final.IsCompleted && !IsInTask && Parent is { FlowRun.Retries: > 0 })
        {
            Parent.Book.RememberChild(_childKey, final);
        }

        if (_tracking is not null && final.HasValue)
        {
            Parent?.Book.Track(final.Value, _tracking.Reference);
        }

        if (Parent is null)
        {
            await _store.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async ValueTask TrackAsync(State state)
    {
        if (_tracking is null)
        {
            return;
        }

        if (!state.IsPending)
        {
            // A copy: the state belongs to the run of the child.
            _tracking.Enter(new State(
                state.Type, state.Name, state.Message, state.Timestamp, state.OwnDetails with { ChildFlowRunId = Run.Id }, state.Data));
        }

        if (_store.KeepsRuns)
        {
            await _store.ReportAsync(_tracking, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async ValueTask RunHooksAsync(IReadOnlyList<FlowHook> hooks, State state)
    {
        if (hooks.Count > 0)
        {
            // What is left to do when a run is cancelled or its time is over may need tasks too.
            Ambient.Current = Inside(_context.CancellationToken.IsCancellationRequested ? _context with { CancellationToken = CancellationToken.None } : _context);
            await Hooks.RunAsync(hooks, _context, state).ConfigureAwait(false);
        }
    }

    private Ambient Inside(FlowRunContext context) =>
        _outer with { Flow = context, Deployment = DeploymentContext.In(_outer.Deployment, Run) };

    private State StateOf(Exception exception) => exception is OperationCanceledException && _cancel.IsCancellationRequested
        ? Failures.Cancelled(_book.Cancellation, What, exception)
        : Failures.Of(exception, What);

    private void SeeChange(State state)
    {
        if (state.Type is StateType.Cancelling or StateType.Cancelled)
        {
            End(new RunCancellation(IsRequested: true, null));
        }
        else if (state is { IsPaused: true, OwnDetails.PauseReschedule: true })
        {
            _book.Interruption ??= state;
        }
    }
}
