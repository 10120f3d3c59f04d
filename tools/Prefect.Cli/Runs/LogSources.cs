using Prefect.Flows;

namespace Prefect.Cli;

/// <summary>Says who wrote a line of a log: the run by its name, or the logger when it is not the run's own.</summary>
internal sealed class LogSources(EmbeddedRunStore store)
{
    private readonly Dictionary<Guid, string> _names = [];

    public async ValueTask<string> NameAsync(RunLog log, CancellationToken cancellationToken) => log switch
    {
        { Logger: "prefect.task_runs", TaskRunId: { } task } => await FindAsync(task, RunKind.Task, cancellationToken),
        { Logger: "prefect.flow_runs", FlowRunId: { } flow } => await FindAsync(flow, RunKind.Flow, cancellationToken),
        _ => log.Logger,
    };

    private async ValueTask<string> FindAsync(Guid id, RunKind kind, CancellationToken cancellationToken)
    {
        if (!_names.TryGetValue(id, out string? name))
        {
            Run? run = kind == RunKind.Task ? await store.FindTaskRunAsync(id, cancellationToken) : await store.FindFlowRunAsync(id, cancellationToken);
            _names[id] = name = $"{kind} run '{run?.Name ?? id.ToString()}'";
        }

        return name;
    }
}
