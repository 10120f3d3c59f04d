namespace Prefect.Flows;

internal sealed partial class TaskExecution<TResult>
{
    /// <summary>Finds the runs that this one depends on.</summary>
    private DependencyCollector? Collect(UpstreamRuns? waitFor)
    {
        DependencyCollector found = new();
        if (_call.MayHoldRuns)
        {
            try
            {
                _call.Collect(found);
            }
            catch (ParameterBindException exception)
            {
                _refusal = exception;
            }
        }

        if (waitFor is not null)
        {
            found.Add(waitFor);
        }

        foreach (Dependency dependency in found.Dependencies)
        {
            FutureWaits.ThrowIfOwn(dependency.Future);
        }

        LinkOrigins(found);
        Run.Inputs = found.Inputs;
        return found.IsEmpty ? null : found;
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
    private async ValueTask<State<TResult>?> NotReadyAsync(CancellationToken cancellationToken)
    {
        DependencyCollector? dependencies = _dependencies;
        _dependencies = null;
        if (_refusal is { } refusal)
        {
            throw refusal;
        }

        if (dependencies is not null && await dependencies.AwaitAsync(cancellationToken).ConfigureAwait(false) is { } notReady)
        {
            return new State<TResult>(notReady);
        }

        if (_call.MayHoldRuns)
        {
            _call = _call.Resolve();
        }

        dependencies?.Release();
        return null;
    }
}
