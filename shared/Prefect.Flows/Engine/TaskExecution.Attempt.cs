namespace Prefect.Flows;

internal sealed partial class TaskExecution<TResult>
{
    /// <summary>Executes the body once, and ends its transaction when that went well.</summary>
    private async ValueTask<State<TResult>> AttemptAsync()
    {
        TaskRunContext context = _context;
        using Deadline? deadline = Deadline.Start(_task.Options.Timeout, context.CancellationToken);
        if (deadline is not null)
        {
            context = context with { CancellationToken = deadline.Token };
        }

        try
        {
            Transaction? transaction = await BeginTransactionAsync(context).ConfigureAwait(false);
            if (transaction is { IsCommitted: true } && await CachedAsync(transaction).ConfigureAwait(false) is { } cached)
            {
                return cached;
            }

            Ambient.Current = Inside(context, transaction);
            TResult value = deadline is null
                ? await InvokeAsync(context).ConfigureAwait(false)
                : await deadline.RunAsync(() => InvokeAsync(context)).ConfigureAwait(false);
            State<TResult> state = await ReturnedStates.StateOfAsync(value).ConfigureAwait(false);
            transaction ??= _transaction = context.OwnTransaction;
            return state.IsCompleted && transaction is not null ? await CommitAsync(transaction, state).ConfigureAwait(false) : state;
        }
        catch (DeadlineException late)
        {
            if (late.IsBodyLeft)
            {
                EngineLog.BodyGoesOn(RunLogger.For(context));
            }

            return new State<TResult>(Failures.TimedOut(_task.Options.Timeout!.Value, What));
        }
        catch (Exception exception) when (exception is not FlowInterruptedException)
        {
            return new State<TResult>(StateOf(exception));
        }
        finally
        {
            _transaction ??= context.OwnTransaction;
            ConsoleCapture.Flush(context);
        }
    }

    private ValueTask<TResult> InvokeAsync(TaskRunContext context) => Runner is { } runner
        ? runner.InvokeAsync(context, _call, context.CancellationToken)
        : _call.InvokeAsync(context.CancellationToken);

    private Ambient Inside(TaskRunContext context, Transaction? transaction) => _outer with { Task = context, Transaction = transaction, Asset = _assets };
}
