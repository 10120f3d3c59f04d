using Prefect.Flows;

namespace Prefect.Cli;

/// <summary><c>flow-run inspect</c>.</summary>
internal sealed class InspectFlowRunCommand : RunCommand
{
    private readonly RunTarget _target = new(RunKind.Flow);

    public InspectFlowRunCommand(CliHost host)
        : base("inspect", "Show a flow run and the states that it was in.", host)
    {
        _target.AddTo(this);
        AddOutput();
    }

    protected override async Task<int> RunAsync(Invocation invocation, EmbeddedRunStore store, CancellationToken cancellationToken)
    {
        FlowRun run = await _target.FindFlowRunAsync(invocation, store, cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Screen.Json(json => RunJson.Write(json, run, withStates: true));
            return ExitCodes.Done;
        }

        invocation.Screen.Table(TextTable.OfPairs($"{run.FlowName} / {run.Name}")
            .Row("ID", run.Id.ToString())
            .Row("Flow", run.FlowName)
            .Row("Version", run.FlowVersion)
            .Row("Name", run.Name)
            .Row("State", run.State.ToString())
            .Row("Tags", string.Join(", ", run.Tags))
            .Row("Parameters", string.Join("\n", run.Parameters.Select(parameter => $"{parameter.Key}: {parameter.Value ?? "null"}")))
            .Row("Called by", run.ParentFlowRunId?.ToString())
            .Row("Attempts", $"{run.RunCount} of {run.Retries + 1}")
            .Row("Started", RunText.Time(run.StartTime))
            .Row("Ended", RunText.Time(run.EndTime))
            .Row("Run time", RunText.Length(run.TotalRunTime)));
        invocation.Screen.Table(RunText.States(run));
        return ExitCodes.Done;
    }
}
