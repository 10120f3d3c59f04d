using Prefect.Flows;

namespace Prefect.Cli;

/// <summary><c>task-run inspect</c>.</summary>
internal sealed class InspectTaskRunCommand : RunCommand
{
    private readonly RunTarget _target = new(RunKind.Task);

    public InspectTaskRunCommand(CliHost host)
        : base("inspect", "Show a task run and the states that it was in.", host)
    {
        _target.AddTo(this);
        AddOutput();
    }

    protected override async Task<int> RunAsync(Invocation invocation, EmbeddedRunStore store, CancellationToken cancellationToken)
    {
        TaskRun run = await _target.FindTaskRunAsync(invocation, store, cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Screen.Json(json => RunJson.Write(json, run, withStates: true));
            return ExitCodes.Done;
        }

        invocation.Screen.Table(TextTable.OfPairs(run.Name)
            .Row("ID", run.Id.ToString())
            .Row("Task", run.TaskName)
            .Row("Key", run.TaskKey)
            .Row("Version", run.TaskVersion)
            .Row("Name", run.Name)
            .Row("State", run.State.ToString())
            .Row("Tags", string.Join(", ", run.Tags))
            .Row("Flow run", run.FlowRunId?.ToString())
            .Row("Inputs", RunText.Inputs(run))
            .Row("Cache key", run.CacheKey)
            .Row("Attempts", run.RunCount.ToString())
            .Row("Started", RunText.Time(run.StartTime))
            .Row("Ended", RunText.Time(run.EndTime))
            .Row("Run time", RunText.Length(run.TotalRunTime)));
        invocation.Screen.Table(RunText.States(run));
        return ExitCodes.Done;
    }
}
