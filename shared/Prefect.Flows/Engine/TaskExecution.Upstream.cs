namespace Prefect.Flows;

internal sealed partial class TaskExecution<TResult>
{
    /// <summary>Finds the runs that this one depends on.</summary>
    private DependencyCollector? Collect(IEnumerable<TaskFuture>? waitFor)
    {
        DependencyCollector found = new();
        if (_call.MayHoldRuns)
        {
            _call.Collect(found);
        }

        if (waitFor is not null)
        {
            found.Parameter = "wait_for";
            foreach (TaskFuture future in waitFor)
            {
                found.Add(future, allowFailure: false);
            }
        }

        foreach (Dependency dependency in found.Dependencies)
        {
            FutureWaits.ThrowIfOwn(dependency.Future);
        }

        LinkOrigins(found);
        Run.Inputs = found.Inputs;
        return found.Dependencies.Count == 0 ? null : found;
    }

    /// <summary>Notes which runs plain arguments came from, and which run calls this one.</summary>
    private void LinkOrigins(DependencyCollector found)
    {
        if (!_store.KeepsRuns)
        {
            return;
        }

        if (_outer.Task is { } parent && parent.TaskRun.FlowRunId == Flow?.FlowRun.Id)
        {
            found.Parameter = "__parents__";
            found.Link(parent.TaskRun.Reference);
        }

        if (Flow is not { Book: { HasTracked: true } book } || !_call.IsResolved)
        {
            return;
        }

        for (int index = 0; index < _call.Count; index++)
        {
            if (book.Origin(_call[index]) is { } origin)
            {
                found.Parameter = _task.Parameters[index].Name;
                found.Link(origin);
            }
        }
    }

    /// <summary>Waits for the runs that this one depends on, and puts their results in their place.</summary>
    /// <returns>A state when the body cannot begin; else null.</returns>
    private async ValueTask<State<TResult>?> NotReadyAsync()
    {
        if (_dependencies is { } dependencies)
        {
            foreach (Dependency dependency in dependencies.Dependencies)
            {
                State state = await dependency.Future.Ended.ConfigureAwait(false);
                bool isAccepted = state.IsCompleted || (dependency.AllowFailure && (state.IsFailed || state.IsPending));
                if (!isAccepted)
                {
                    return new State<TResult>(Failures.NotReady(dependency, state));
                }
            }

            _dependencies = null;
        }

        if (_call.MayHoldRuns)
        {
            _call = _call.Resolve();
        }

        return null;
    }
}
