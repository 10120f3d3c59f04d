using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Prefect.Client;

namespace Prefect.Flows;

/// <summary>One call of a task, from the run that is made for it to the state that the run ends in.</summary>
internal sealed partial class TaskExecution<TResult>
{
    private const string What = "Task run";
    private readonly FlowTask _task;
    private readonly Ambient _outer;
    private readonly IRunStore _store;
    private readonly CancellationToken _token;
    private Call<TResult> _call;
    private DependencyCollector? _dependencies;
    private TaskRunContext _context = null!;
    private AssetContext? _assets;
    private Activity? _activity;
    private ParameterBindException? _refusal;

    /// <summary>Makes the run. Nothing is executed yet.</summary>
    /// <exception cref="OperationCanceledException">The call, or the flow that it is made in, is cancelled.</exception>
    /// <exception cref="FlowInterruptedException">The flow that it is made in was asked to leave.</exception>
    public TaskExecution(FlowTask task, Call<TResult> call, UpstreamRuns? waitFor, CancellationToken cancellationToken)
    {
        _task = task;
        _call = call;
        _token = cancellationToken;
        _outer = Ambient.Current;
        Flow?.ThrowIfInterrupted();
        Flow?.CancellationToken.ThrowIfCancellationRequested();
        cancellationToken.ThrowIfCancellationRequested();
        _store = Flow?.Store ?? RunStore.Current;
        DateTimeOffset now = FlowClock.Now;
        Run = new TaskRun(Guid.CreateVersion7(now), now)
        {
            FlowRunId = Flow?.FlowRun.Id,
            TaskName = task.Name,
            TaskKey = task.Key,
            TaskVersion = task.Options.Version,
            Tags = RunTags.Of(task.Options.Tags, _outer.Tags),
        };
        if (call.MayHoldRuns || waitFor is not null || (_store.KeepsRuns && (_outer.Task is not null || Flow?.Book.HasTracked == true)))
        {
            _dependencies = Collect(waitFor);
        }
    }

    public TaskRun Run { get; }

    /// <summary>The runner that the task was handed to; null for a task that is run where it is called.</summary>
    public TaskRunner? Runner { get; init; }

    /// <summary>What has to end before the body can begin; null for nothing.</summary>
    public Task? Upstream => _dependencies?.Ended;

    private FlowRunContext? Flow => _outer.Flow;

    /// <summary>Executes the task and gives the value, or throws what the run failed with.</summary>
    public async Task<TResult> ValueAsync()
    {
        State<TResult> state = await ExecuteAsync().ConfigureAwait(false);
        if (state is { IsCompleted: true, HasValue: true })
        {
            return state.Value!;
        }

        return await state.ResultAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Executes the task; never throws.</summary>
    public async Task<State> ExecuteSafelyAsync()
    {
        try
        {
            return await ExecuteAsync().ConfigureAwait(false);
        }
        catch (FlowInterruptedException)
        {
            return Run.State;
        }
#pragma warning disable CA1031 // What the engine itself cannot do (a store that cannot be written) has to reach whoever waits.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return State.Crashed($"{What} could not be executed: {exception.GetType().Name}: {exception.Message}", exception);
        }
    }

    /// <summary>Ends the run without executing it.</summary>
    public State CancelBeforeStart()
    {
        State state = Run.Enter(State.Cancelled($"{What} had not begun when its flow ended."));
        if (_store.KeepsRuns)
        {
            // Its flow flushes what is reported before it ends.
            _ = _store.ReportAsync(Run, CancellationToken.None).AsTask();
        }

        return state;
    }

    /// <summary>Executes the task.</summary>
    /// <returns>The state that the run ended in.</returns>
    /// <exception cref="FlowInterruptedException">The flow was asked to leave while the body ran.</exception>
    public async ValueTask<State<TResult>> ExecuteAsync()
    {
        _activity = FlowTelemetry.Start(Run, _task.Name);
        await ReportAsync().ConfigureAwait(false);
        using CancellationTokenSource? linked = Link(out CancellationToken token);
        State<TResult> state;
        try
        {
            if (await NotReadyAsync(token).ConfigureAwait(false) is { } notReady)
            {
                return await FinishAsync(notReady).ConfigureAwait(false);
            }

            _persistence = TaskPersistence.For(_task);
            _assets = AssetContext.For(_task, Run, Run.Inputs, Flow?.Book);
            _context = MakeContext(token);
            await NameAsync().ConfigureAwait(false);
            state = await ExecuteInSlotsAsync().ConfigureAwait(false);
        }
        catch (FlowInterruptedException interruption)
        {
            // The flow run that begins anew calls the task anew: this run of it is over, and what it staged is undone.
            await EndTransactionAsync(interruption, willBeRepeated: false).ConfigureAwait(false);
            await FinishAsync(new State<TResult>(Failures.Interrupted(interruption, What))).ConfigureAwait(false);
            throw;
        }
        catch (Exception exception)
        {
            state = new State<TResult>(StateOf(exception));
        }

        return await FinishAsync(state).ConfigureAwait(false);
    }

    /// <summary>Gives the token that ends the body: the call's, the flow's, or one that follows both.</summary>
    private CancellationTokenSource? Link(out CancellationToken token)
    {
        CancellationToken flow = Flow?.CancellationToken ?? CancellationToken.None;
        if (!_token.CanBeCanceled || !flow.CanBeCanceled || _token == flow)
        {
            token = _token.CanBeCanceled ? _token : flow;
            return null;
        }

        CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(_token, flow);
        token = linked.Token;
        return linked;
    }

    private TaskRunContext MakeContext(CancellationToken token) => new()
    {
        Task = _task,
        TaskRun = Run,
        Outer = _outer.Task,
        Parameters = _call,
        Store = _store,
        Place = Runner is null ? _outer.Task?.Place : Runner.NewPlace(),
        PersistResult = _persistence.Persist,
        ResultStore = _persistence.Persist ? _persistence.Store(_task) : Flow?.ResultStore,
        LogPrints = ConsoleCapture.Decide(_task.Options.LogPrints, Flow),
        CancellationToken = token,
    };

    /// <summary>Executes the attempts, while the run holds the slots that its tags are limited to.</summary>
    private async ValueTask<State<TResult>> ExecuteInSlotsAsync()
    {
        if (Run.Tags.Count == 0)
        {
            return await ExecuteAttemptsAsync().ConfigureAwait(false);
        }

        IAsyncDisposable? slots = await TagLimits.AcquireAsync(_context, _context.CancellationToken).ConfigureAwait(false);
        try
        {
            return await ExecuteAttemptsAsync().ConfigureAwait(false);
        }
        finally
        {
            if (slots is not null)
            {
                await slots.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<State<TResult>> ExecuteAttemptsAsync()
    {
        TaskSettings settings = PrefectSettings.Current.Tasks;
        int retries = _task.Options.Retries ?? settings.DefaultRetries;
        for (int attempt = 0; ; attempt++)
        {
            _context.CancellationToken.ThrowIfCancellationRequested();
            await EnterAsync(attempt == 0 ? State.Running() : State.Retrying()).ConfigureAwait(false);
            await RunHooksAsync(_task.Options.OnRunning, Run.State).ConfigureAwait(false);
            State<TResult> state = await AttemptAsync().ConfigureAwait(false);
            bool retry = state.IsFailed && attempt < retries && await MayRetryAsync(state).ConfigureAwait(false);
            await EndTransactionAsync(StateFailures.OfOrNull(state), retry).ConfigureAwait(false);
            if (!retry)
            {
                return state.IsFailed ? await KeepFailureAsync(state).ConfigureAwait(false) : state;
            }

            await AwaitRetryAsync(state, attempt, retries, settings).ConfigureAwait(false);
        }
    }

    private async ValueTask AwaitRetryAsync(State state, int attempt, int retries, TaskSettings settings)
    {
        RetryDelay delays = _task.Options.RetryDelay ?? RetryDelay.FromSettings(settings.DefaultRetryDelaySeconds);
        TimeSpan delay = RetryJitter.Spread(delays.At(attempt, retries), _task.Options.RetryJitterFactor);
        EngineLog.Retries(RunLogger.For(_context), state.Message, attempt + 1, retries, delay.TotalSeconds);
        if (delay > TimeSpan.Zero)
        {
            await EnterAsync(State.AwaitingRetry(FlowClock.Now + delay, state.Message)).ConfigureAwait(false);
            await FlowClock.DelayAsync(delay, _context.CancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> MayRetryAsync(State state)
    {
        if (_task.Options.RetryCondition is not { } condition)
        {
            return true;
        }

        Ambient.Current = Inside(_context, _outer.Transaction);
        try
        {
            return await condition(_task, Run, state).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever the condition throws, it did not say yes.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            EngineLog.RetryConditionFails(RunLogger.For(_context), _task.Name, exception);
            return false;
        }
    }

    private async ValueTask<State<TResult>> FinishAsync(State<TResult> state)
    {
        await LeftoverSlots.ReleaseAsync(Run.Id).ConfigureAwait(false);
        State<TResult> final = (State<TResult>)Run.Enter(state);
        await ReportAsync().ConfigureAwait(false);
        if (_context is null)
        {
            _persistence = TaskPersistence.For(_task);
            _context = MakeContext(CancellationToken.None);
        }

        ILogger logger = RunLogger.For(_context);
        if (final.IsCompleted)
        {
            EngineLog.Completed(logger, final);
            await RunHooksAsync(_task.Options.OnCompletion, final).ConfigureAwait(false);
        }
        else if (final.Data is FlowInterruptedException)
        {
            EngineLog.Completed(logger, final);
        }
        else
        {
            EngineLog.NotCompleted(logger, final, StateFailures.OfOrNull(final));
            if (final.IsFailed)
            {
                await RunHooksAsync(_task.Options.OnFailure, final).ConfigureAwait(false);
            }
        }

        FlowTelemetry.Stop(_activity, Run, _task.Name, final);
        if (_assets is not null)
        {
            Ambient.Current = Inside(_context, _outer.Transaction);
            await _assets.EmitAsync(final).ConfigureAwait(false);
        }

        if (_store.KeepsRuns && final.HasValue)
        {
            Flow?.Book.Track(final.Value, Run.Reference);
        }

        if (Interlocked.Exchange(ref _progress, Ended) == Undone && final.IsCompleted)
        {
            await EnterRolledBackAsync().ConfigureAwait(false);
        }

        return final;
    }

    private async ValueTask EnterAsync(State state)
    {
        Run.Enter(state);
        await ReportAsync().ConfigureAwait(false);
    }

    private ValueTask ReportAsync() => _store.KeepsRuns ? _store.ReportAsync(Run, CancellationToken.None) : ValueTask.CompletedTask;

    private async ValueTask RunHooksAsync(IReadOnlyList<TaskHook> hooks, State state)
    {
        if (hooks.Count > 0)
        {
            Ambient.Current = Inside(_context, _outer.Transaction).Alive();
            await Hooks.RunAsync(hooks, _context, state).ConfigureAwait(false);
        }
    }

    private async ValueTask NameAsync()
    {
        if (_task.Options.RunNameFunction is { } function)
        {
            Ambient.Current = Inside(_context, _outer.Transaction);
            Run.Name = function(_call);
        }
        else if (_task.Options.RunName is { } template)
        {
            Run.Name = RunNames.Render(template, _call);
        }

        // Asynchronous, so that what is ambient here is not so for the caller.
        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    private State StateOf(Exception exception)
    {
        if (exception is OperationCanceledException && IsCancelled)
        {
            return Failures.Cancelled(Flow?.Book.Cancellation, What, exception);
        }

        return Failures.Of(exception, What);
    }

    private bool IsCancelled => _token.IsCancellationRequested || Flow?.CancellationToken.IsCancellationRequested == true;
}
