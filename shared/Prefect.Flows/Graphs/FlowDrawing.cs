using System.Runtime.CompilerServices;

namespace Prefect.Flows;

/// <summary>Takes the place of the engine while a flow is drawn: bodies of flows run, tasks are only noted.</summary>
internal sealed class FlowDrawing
{
    private readonly Lock _gate = new();
    private readonly List<GraphNode> _nodes = [];
    private readonly List<GraphEdge> _edges = [];
    private readonly Dictionary<Guid, int> _places = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<object, object> _origins = [];

    /// <summary>Gives what was noted so far, under the name of the flow.</summary>
    public GraphNode ToNode(string name)
    {
        lock (_gate)
        {
            return new GraphNode(name, null) { Members = [.. _nodes], Edges = [.. _edges] };
        }
    }

    /// <summary>Notes the call of a task, and gives what stands for its result.</summary>
    /// <exception cref="InvalidOperationException">What the task gives while it is drawn is not of the type of its result.</exception>
    public State<TResult> Visit<TResult>(FlowTask task, Call<TResult> call, IEnumerable<TaskFuture>? waitFor)
    {
        DependencyCollector found = new();
        if (call.MayHoldRuns)
        {
            call.Collect(found);
        }

        foreach (TaskFuture future in waitFor ?? [])
        {
            found.Add(future, allowFailure: false);
        }

        HashSet<Guid> upstream = [.. found.Inputs.Values.SelectMany(runs => runs).Select(run => run.Id), .. Origins(call)];
        RunReference run = new(RunKind.Task, Guid.NewGuid());
        Note(task, run.Id, upstream);
        State<TResult> state = State.CompletedWith(Value<TResult>(task));
        state.EnterBy(run);
        if (state.Value is { } value && !value.GetType().IsValueType)
        {
            _origins.AddOrUpdate(value, run.Id);
        }

        return state;
    }

    /// <summary>Notes a call whose result is waited for later.</summary>
    public TaskFuture<TResult> Submit<TResult>(FlowTask task, Call<TResult> call, IEnumerable<TaskFuture>? waitFor) =>
        TaskFuture<TResult>.FromState(Visit(task, call, waitFor));

    /// <summary>Runs the body of a flow, whose tasks come into the same drawing.</summary>
    public static async Task<State<TResult>> RunAsync<TResult>(Call<TResult> call, CancellationToken cancellationToken)
    {
        Call<TResult> resolved = call.MayHoldRuns ? call.Resolve() : call;
        return State.CompletedWith(await resolved.InvokeAsync(cancellationToken).ConfigureAwait(false));
    }

    private static TResult Value<TResult>(FlowTask task) => task.Options.VisualizationValue switch
    {
        null => default!,
        TResult value => value,
        { } other => throw new InvalidOperationException(
            $"The task '{task.Name}' gives a {typeof(TResult).Name}, but its VisualizationValue is a {other.GetType().Name}. Make them the same."),
    };

    private IEnumerable<Guid> Origins<TResult>(Call<TResult> call)
    {
        for (int index = 0; call.IsResolved && index < call.Count; index++)
        {
            if (call[index] is { } argument && _origins.TryGetValue(argument, out object? origin))
            {
                yield return (Guid)origin;
            }
        }
    }

    private void Note(FlowTask task, Guid run, HashSet<Guid> upstream)
    {
        lock (_gate)
        {
            int number = _counts.GetValueOrDefault(task.Name);
            _counts[task.Name] = number + 1;
            int place = _places[run] = _nodes.Count;
            _nodes.Add(new GraphNode($"{task.Name}-{number}", null));
            foreach (Guid other in upstream)
            {
                if (_places.TryGetValue(other, out int from))
                {
                    _edges.Add(new GraphEdge(from, place));
                }
            }
        }
    }
}
