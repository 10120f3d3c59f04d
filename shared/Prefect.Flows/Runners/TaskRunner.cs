namespace Prefect.Flows;

/// <summary>Executes the tasks that a flow submits. A definition holds one as a pattern; each flow run has a copy.</summary>
public abstract class TaskRunner : IAsyncDisposable
{
    /// <summary>Makes a runner with the same options and nothing to do.</summary>
    public abstract TaskRunner Duplicate();

    /// <summary>Takes a task in, and returns at once.</summary>
    internal abstract void Submit(TaskWork work);

    /// <summary>Runs the body of a task that was submitted. The engine owns everything around it: states, retries, the deadline.</summary>
    internal virtual ValueTask<TResult> InvokeAsync<TResult>(TaskRunContext context, Call<TResult> call, CancellationToken cancellationToken) =>
        call.InvokeAsync(cancellationToken);

    /// <summary>Ends the runner: what has not begun is cancelled, what has is waited for.</summary>
    public abstract ValueTask DisposeAsync();
}
