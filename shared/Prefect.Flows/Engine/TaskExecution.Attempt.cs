namespace Prefect.Flows;

internal sealed partial class TaskExecution<TResult>
{
    /// <summary>Executes the body once.</summary>
    private async ValueTask<State<TResult>> AttemptAsync()
    {
        TaskRunContext context = _context;
        using Deadline? deadline = Deadline.Start(_task.Options.Timeout, context.CancellationToken);
        if (deadline is not null)
        {
            context = context with { CancellationToken = deadline.Token };
        }

        Ambient.Current = _outer with { Task = context };
        try
        {
            TResult value = deadline is null
                ? await InvokeAsync(context).ConfigureAwait(false)
                : await deadline.RunAsync(() => InvokeAsync(context)).ConfigureAwait(false);
            return await ReturnedStates.StateOfAsync(value).ConfigureAwait(false);
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
    }

    private ValueTask<TResult> InvokeAsync(TaskRunContext context) => Runner is { } runner
        ? runner.InvokeAsync(context, _call, context.CancellationToken)
        : _call.InvokeAsync(context.CancellationToken);
}
