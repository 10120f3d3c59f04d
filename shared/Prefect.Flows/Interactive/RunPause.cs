using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Prefect.Flows;

/// <summary>One pause of the present flow run.</summary>
internal sealed class RunPause
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromHours(1);
    private readonly FlowRunContext _context;
    private readonly PauseOptions _options;
    private readonly RunInputType? _type;
    private readonly string _key;

    private RunPause(FlowRunContext context, PauseOptions options, RunInputType? type)
    {
        (_context, _options, _type) = (context, options, type);
        _key = options.Key ?? context.Book.NextPause().ToString(CultureInfo.InvariantCulture);
    }

    private IRunStore Store => _context.Store;

    private FlowRun Run => _context.FlowRun;

    /// <exception cref="InvalidOperationException">There is no flow run here, or it executes elsewhere.</exception>
    public static RunPause Here(PauseOptions options, RunInputType? type)
    {
        FlowRunContext context = FlowRunContext.Current
            ?? throw new InvalidOperationException("There is no flow run here that could wait. Call this in the body of a flow that is being run.");
        return context.IsDetached
            ? throw new InvalidOperationException("This task executes in another process than its flow run, and cannot let it wait. Call this in the body of the flow.")
            : new RunPause(context, options, type);
    }

    /// <summary>Waits here until the run is resumed, and gives the answer.</summary>
    public async Task<object?> WaitAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, (RunContext.Current ?? _context).CancellationToken);
        TimeSpan timeout = _options.Timeout ?? s_timeout;
        if (await ProposeAsync(State.Paused(timeout, key: _key), ends.Token).ConfigureAwait(false) is { } paused)
        {
            ILogger logger = RunLogger.For(_context);
            Run.Enter(paused);
            InteractiveLog.Pauses(logger, Run.Name);
            Run.Enter(await UntilResumedAsync(timeout, ends.Token).ConfigureAwait(false));
            InteractiveLog.GoesOn(logger, Run.Name);
        }

        return await AnswerAsync(State.Paused(key: _key), ends.Token).ConfigureAwait(false);
    }

    /// <summary>Leaves the body; in the run that begins anew gives the answer.</summary>
    public async Task<object?> LeaveAsync(CancellationToken cancellationToken)
    {
        if (RunContext.Current is TaskRunContext)
        {
            throw new InvalidOperationException("A task cannot suspend its flow run. Call this in the body of the flow, or pause.");
        }

        if (await ProposeAsync(State.Suspended(_options.Timeout, key: _key), cancellationToken).ConfigureAwait(false) is { } suspended)
        {
            ILogger logger = RunLogger.For(_context);
            InteractiveLog.Suspends(logger, Run.Name);

            // Code that catches everything may keep the exception from the engine, which then looks here.
            _context.Book.Interruption = suspended;
            throw new FlowInterruptedException(suspended);
        }

        return await AnswerAsync(State.Suspended(key: _key), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks the store for the state.</summary>
    /// <returns>The state that the run is in; null when the run passed this pause before.</returns>
    private async Task<State?> ProposeAsync(State proposed, CancellationToken cancellationToken)
    {
        if (_type is not null)
        {
            // The question is there before anybody can answer it.
            Keyset keyset = Keyset.FromState(proposed);
            await RunQuestions.SaveAsync(Store, Run.Id, keyset, _type, _options.Request, cancellationToken).ConfigureAwait(false);
            proposed = proposed.At(proposed.Timestamp, proposed.OwnDetails with { RunInputKeyset = keyset.ToDictionary() });
        }

        while (true)
        {
            StateAnswer answer = await Store.ProposeAsync(Run, proposed, force: false, cancellationToken).ConfigureAwait(false);
            switch (answer.Decision)
            {
                case StateDecision.Accept:
                    return answer.State ?? proposed;
                case StateDecision.Reject when answer.State is { IsRunning: true }:
                    return null;
                case StateDecision.Wait:
                    await FlowClock.DelayAsync(answer.Delay, cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    throw new InvalidOperationException($"The flow run '{Run.Name}' cannot be {proposed.Name.ToLowerInvariant()}: {answer.Reason}");
            }
        }
    }

    private async Task<State> UntilResumedAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        TimeProvider clock = FlowClock.Current;
        long begin = clock.GetTimestamp();
        TimeSpan wait = timeout / 2 < _options.PollInterval ? timeout / 2 : _options.PollInterval;
        while (true)
        {
            await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
            TimeSpan left = timeout - clock.GetElapsedTime(begin);
            FlowRun stored = await Store.FindFlowRunAsync(Run.Id, cancellationToken).ConfigureAwait(false)
                ?? throw new FlowAbortedException($"The flow run '{Run.Name}' was deleted while it was paused.");
            if (stored.State.IsRunning)
            {
                return stored.State;
            }

            if (stored.State.IsFinal && !stored.State.IsFailed)
            {
                throw new FlowAbortedException($"The flow run '{Run.Name}' became {stored.State.Name} while it was paused.");
            }

            if (left <= TimeSpan.Zero || stored.State.IsFailed)
            {
                throw new FlowPauseTimeoutException($"Nobody resumed the flow run '{Run.Name}' ({Run.Id}) within {timeout}.");
            }

            wait = left < _options.PollInterval ? left : _options.PollInterval;
        }
    }

    private async Task<object?> AnswerAsync(State state, CancellationToken cancellationToken) => _type is null
        ? null
        : await RunQuestions.WaitAsync(Store, Run.Id, Keyset.FromState(state), _type, _options.Request, cancellationToken).ConfigureAwait(false);
}
