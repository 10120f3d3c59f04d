namespace Prefect.Flows;

/// <summary>A submitted call of a task.</summary>
internal sealed class TaskWork<TResult>(TaskExecution<TResult> execution, TaskFuture<TResult> future) : TaskWork
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private TaskExecution<TResult>? _execution = execution;

    public override Task ExecuteAsync()
    {
        if (_context is null)
        {
            return RunAsync();
        }

        Task? running = null;
        ExecutionContext.Run(_context, _ => running = RunAsync(), null);
        return running!;
    }

    public override void Cancel() => future.End(_execution!.CancelBeforeStart());

    private async Task RunAsync()
    {
        // Let go: a future that is kept does not keep the arguments.
        TaskExecution<TResult> own = _execution!;
        _execution = null;
        future.Begin(own.Run);
        future.End(await own.ExecuteSafelyAsync().ConfigureAwait(false));
    }
}
