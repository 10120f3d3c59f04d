namespace Prefect.Flows;

/// <summary>Executes the tasks that a flow submits. A definition holds one as a pattern; each flow run has a copy.</summary>
public abstract class TaskRunner : IAsyncDisposable
{
    private protected TaskRunner()
    {
    }

    /// <summary>Makes a runner with the same options and nothing to do.</summary>
    public abstract TaskRunner Duplicate();

    /// <summary>Ends the runner: what has not begun is cancelled, what has is waited for.</summary>
    public abstract ValueTask DisposeAsync();

    /// <summary>Takes a task in, and returns at once.</summary>
    internal abstract void Submit(TaskWork work);

    /// <summary>Takes a task in that can begin once others have ended, and holds no place until then.</summary>
    internal abstract void SubmitAfter(Task upstream, TaskWork work);

    /// <summary>How many tasks were cancelled, because they had not begun when the runner was ended.</summary>
    internal virtual int LeftCount => 0;

    /// <summary>Gives the place that a task takes while it is executed; null where there is one for everybody.</summary>
    internal virtual RunnerPlace? NewPlace() => null;

    /// <summary>Runs the body of a submitted task, whose arguments are values by now. A runner may do it elsewhere.</summary>
    internal virtual ValueTask<TResult> InvokeAsync<TResult>(TaskRunContext context, Call<TResult> call, CancellationToken cancellationToken) =>
        call.InvokeAsync(cancellationToken);
}
