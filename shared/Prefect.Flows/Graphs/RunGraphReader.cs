namespace Prefect.Flows;

/// <summary>Finds out what a flow run called, and what of it needed what.</summary>
internal static class RunGraphReader
{
    private const int Deepest = 50;

    public static Task<GraphNode> ReadAsync(IRunStore store, FlowRun run, CancellationToken cancellationToken) =>
        ReadAsync(store, run, 0, cancellationToken);

    private static async Task<GraphNode> ReadAsync(IRunStore store, FlowRun run, int depth, CancellationToken cancellationToken)
    {
        List<TaskRun> tasks = await OldestFirstAsync(
            store.ListTaskRunsAsync(new TaskRunFilter { FlowRunId = run.Id }, cancellationToken)).ConfigureAwait(false);
        List<FlowRun> children = depth == Deepest ? [] : await OldestFirstAsync(
            store.ListFlowRunsAsync(new FlowRunFilter { ParentFlowRunId = run.Id }, cancellationToken)).ConfigureAwait(false);
        List<GraphNode> members = [];
        Dictionary<Guid, int> places = [];
        foreach (TaskRun task in tasks)
        {
            if (children.Find(child => child.ParentTaskRunId == task.Id) is not { } child)
            {
                places[task.Id] = members.Count;
                members.Add(new GraphNode(task.Name, task.State.Type));
                continue;
            }

            // The task run only stands for the child.
            places[task.Id] = members.Count;
            places[child.Id] = members.Count;
            members.Add(await ReadAsync(store, child, depth + 1, cancellationToken).ConfigureAwait(false));
        }

        foreach (FlowRun child in children)
        {
            if (!places.ContainsKey(child.Id))
            {
                places[child.Id] = members.Count;
                members.Add(await ReadAsync(store, child, depth + 1, cancellationToken).ConfigureAwait(false));
            }
        }

        return new GraphNode($"{run.FlowName} / {run.Name}", run.State.Type) { Members = members, Edges = Edges(tasks, places) };
    }

    private static List<GraphEdge> Edges(List<TaskRun> tasks, Dictionary<Guid, int> places)
    {
        List<GraphEdge> edges = [];
        HashSet<GraphEdge> seen = [];
        foreach (TaskRun task in tasks)
        {
            foreach ((string parameter, IReadOnlyList<RunReference> runs) in task.Inputs)
            {
                // A parent is where a task was called, not what it needed.
                foreach (RunReference run in parameter == "__parents__" ? [] : runs)
                {
                    GraphEdge edge = new(places.GetValueOrDefault(run.Id, -1), places[task.Id]);
                    if (edge.From >= 0 && edge.From != edge.To && seen.Add(edge))
                    {
                        edges.Add(edge);
                    }
                }
            }
        }

        return edges;
    }

    private static async Task<List<T>> OldestFirstAsync<T>(IAsyncEnumerable<T> runs)
    {
        List<T> list = [];
        await foreach (T run in runs.ConfigureAwait(false))
        {
            list.Add(run);
        }

        list.Reverse();
        return list;
    }
}
