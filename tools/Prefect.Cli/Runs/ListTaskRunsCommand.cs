using System.CommandLine;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary><c>task-run ls</c>.</summary>
internal sealed class ListTaskRunsCommand : RunCommand
{
    private readonly Option<string?> _flowRun = new("--flow-run-id") { Description = "List runs that this flow run called only; its id, or the beginning of it.", HelpName = "ID" };
    private readonly Option<string?> _task = new("--task-name") { Description = "List runs of this task only.", HelpName = "NAME" };
    private readonly Option<string[]> _states = RunListOptions.States("runs");
    private readonly Option<int> _limit = RunListOptions.Limit(15);

    public ListTaskRunsCommand(CliHost host)
        : base("ls", "List task runs, the newest first.", host)
    {
        Aliases.Add("list");
        Add(_flowRun);
        Add(_task);
        Add(_states);
        Add(_limit);
        AddOutput();
    }

    protected override async Task<int> RunAsync(Invocation invocation, EmbeddedRunStore store, CancellationToken cancellationToken)
    {
        (List<StateType> types, List<string> names) = RunListOptions.Split(invocation.Get(_states));
        TaskRunFilter filter = new() { TaskName = invocation.Get(_task), StateTypes = names.Count == 0 ? types : [] };
        if (invocation.Get(_flowRun) is { } typed)
        {
            filter = filter with { FlowRunId = await new RunTarget(RunKind.Flow).FindIdAsync(typed, store, cancellationToken) };
        }

        int limit = invocation.Get(_limit);
        List<TaskRun> runs = [];
        await foreach (TaskRun run in store.ListTaskRunsAsync(filter, cancellationToken))
        {
            if (names.Count == 0 || names.Contains(run.State.Name) || types.Contains(run.State.Type))
            {
                runs.Add(run);
            }

            if (runs.Count == limit)
            {
                break;
            }
        }

        if (invocation.IsJson)
        {
            invocation.Screen.Json(json =>
            {
                json.WriteStartArray();
                runs.ForEach(run => RunJson.Write(json, run));
                json.WriteEndArray();
            });
            return ExitCodes.Done;
        }

        TextTable table = new("Task Runs", "ID", "Task", "Name", "State", "When", "Run time");
        foreach (TaskRun run in runs)
        {
            table.Row(run.Id.ToString(), run.TaskName, run.Name, run.State.Name, RunText.Time(run.State.Timestamp), RunText.Length(run.TotalRunTime));
        }

        invocation.Screen.Table(table);
        return ExitCodes.Done;
    }
}
