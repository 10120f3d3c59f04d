namespace Prefect.Flows;

internal sealed partial class FlowExecution<TResult>
{
    private FlowRunContext MakeContext() => new()
    {
        Flow = _flow,
        FlowRun = Run,
        Book = _book,
        Store = _store,
        Parameters = _call,
        LogPrints = ConsoleCapture.Decide(_flow.Options.LogPrints, Parent),
        CancellationToken = _cancel.Token,
    };

    private async ValueTask FindResultStoreAsync() => _context = _context with
    {
        PersistResult = ResultPersistence.ShouldPersist(_flow),
        ResultStore = await ResultStore.ForFlowAsync(_flow, _cancel.Token).ConfigureAwait(false),
    };

    /// <summary>Waits for the runs that the arguments hold, and puts their results in their place.</summary>
    private async ValueTask<State?> NotReadyAsync()
    {
        DependencyCollector found = new();
        if (_call.MayHoldRuns)
        {
            _call.Collect(found);
        }

        found.Parameter = "wait_for";
        foreach (TaskFuture future in _waitFor)
        {
            found.Add(future, allowFailure: false);
        }

        _tracking?.Inputs = found.Inputs;
        foreach (Dependency dependency in found.Dependencies)
        {
            FutureWaits.ThrowIfOwn(dependency.Future);
        }

        if (await found.AwaitAsync(_cancel.Token).ConfigureAwait(false) is { } notReady)
        {
            return notReady;
        }

        if (_call.MayHoldRuns)
        {
            _call = _call.Resolve();
            Run.Parameters = _call;
        }

        found.Release();
        return null;
    }

    /// <summary>Executes the body once.</summary>
    private async ValueTask<State<TResult>> AttemptAsync()
    {
        using Deadline? deadline = Deadline.Start(_flow.Options.Timeout, _cancel.Token);
        TaskRunner runner = _flow.Options.TaskRunner?.Duplicate() ?? new ThreadPoolTaskRunner();
        FlowRunContext context = _context = _context with { TaskRunner = runner, CancellationToken = deadline?.Token ?? _cancel.Token };
        State<TResult> state;
        await using (runner.ConfigureAwait(false))
        {
            Ambient.Current = Inside(context);
            state = await InvokeAsync(context, deadline).ConfigureAwait(false);
        }

        if (runner.LeftCount > 0)
        {
            EngineLog.FuturesLeft(RunLogger.For(context), runner.LeftCount);
        }

        if (_book.Interruption is { } interruption)
        {
            throw new FlowInterruptedException(interruption);
        }

        return _book.Cancellation is { IsRequested: true } requested && !state.IsCancelled
            ? new State<TResult>(Failures.Cancelled(requested, What, StateFailures.OfOrNull(state)))
            : state;
    }

    private async ValueTask<State<TResult>> InvokeAsync(FlowRunContext context, Deadline? deadline)
    {
        try
        {
            TResult value = deadline is null
                ? await _call.InvokeAsync(context.CancellationToken).ConfigureAwait(false)
                : await deadline.RunAsync(() => _call.InvokeAsync(context.CancellationToken)).ConfigureAwait(false);
            await ReturnedStates.AwaitHeldAsync(value).ConfigureAwait(false);
            return await KeepAsync(context, await ReturnedStates.StateOfAsync(value).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (DeadlineException late)
        {
            if (late.IsBodyLeft)
            {
                EngineLog.BodyGoesOn(RunLogger.For(context));
            }

            return new State<TResult>(Failures.TimedOut(_flow.Options.Timeout!.Value, What));
        }
        catch (OperationCanceledException exception) when (_cancel.IsCancellationRequested)
        {
            return new State<TResult>(Failures.Cancelled(_book.Cancellation, What, exception));
        }
        catch (Exception exception) when (exception is not FlowInterruptedException)
        {
            return new State<TResult>(Failures.Of(exception, What));
        }
        finally
        {
            ConsoleCapture.Flush(context);
        }
    }

    /// <summary>Keeps the result, where results are kept. What goes wrong with that is no failure of the run.</summary>
    private async ValueTask<State<TResult>> KeepAsync(FlowRunContext context, State<TResult> state)
    {
        if (!context.PersistResult || !state.IsCompleted || !state.HasValue || context.ResultStore is not { } store)
        {
            return state;
        }

        try
        {
            ResultRecord<TResult> record = await store.WriteAsync(state.Value!, cancellationToken: context.CancellationToken).ConfigureAwait(false);
            return _flow.Options.CacheResultInMemory
                ? new State<TResult>(state.Type, state.Name, state.Message, state.Timestamp, state.Value!, state.OwnDetails) { ResultMetadata = record.Metadata }
                : new State<TResult>(new State(state.Type, state.Name, state.Message, state.Timestamp, state.OwnDetails) { ResultMetadata = record.Metadata });
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            EngineLog.ResultNotKept(RunLogger.For(context), failure);
            return state;
        }
    }

    /// <summary>Asks the store for a state until it says yes or no, and enters the one that the run is then in.</summary>
    /// <exception cref="FlowAbortedException">The run must not go on here.</exception>
    /// <exception cref="FlowInterruptedException">The run was paused for later.</exception>
    private async ValueTask<State> ProposeAsync(State proposed, bool force = false)
    {
        while (true)
        {
            StateAnswer answer = await _store.ProposeAsync(Run, proposed, force, CancellationToken.None).ConfigureAwait(false);
            switch (answer.Decision)
            {
                case StateDecision.Accept:
                    return Run.Enter(proposed);
                case StateDecision.Wait:
                    await FlowClock.DelayAsync(answer.Delay, _cancel.Token).ConfigureAwait(false);
                    break;
                case StateDecision.Reject when answer.State is { } other:
                    return other is { IsPaused: true, OwnDetails.PauseReschedule: true }
                        ? throw new FlowInterruptedException(other)
                        : Run.Enter(other);
                default:
                    EngineLog.Aborted(RunLogger.For(_context), answer.Reason);
                    throw new FlowAbortedException($"The flow run '{Run.Name}' ({Run.Id}) may not go on here: {answer.Reason}");
            }
        }
    }
}
