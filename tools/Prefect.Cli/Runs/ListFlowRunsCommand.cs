using System.CommandLine;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary><c>flow-run ls</c>.</summary>
internal sealed class ListFlowRunsCommand : RunCommand
{
    private readonly Option<string?> _flow = new("--flow-name") { Description = "List runs of this flow only.", HelpName = "NAME" };
    private readonly Option<string[]> _states = RunListOptions.States("runs");
    private readonly Option<int> _limit = RunListOptions.Limit(15);

    public ListFlowRunsCommand(CliHost host)
        : base("ls", "List flow runs, the newest first.", host)
    {
        Aliases.Add("list");
        Add(_flow);
        Add(_states);
        Add(_limit);
        AddOutput();
    }

    protected override async Task<int> RunAsync(Invocation invocation, EmbeddedRunStore store, CancellationToken cancellationToken)
    {
        (List<StateType> types, List<string> names) = RunListOptions.Split(invocation.Get(_states));
        int limit = invocation.Get(_limit);
        List<FlowRun> runs = [];
        FlowRunFilter filter = new() { FlowName = invocation.Get(_flow) };

        // Types and names are alternatives here, while a filter would want both.
        bool isMixed = types.Count > 0 && names.Count > 0;
        filter = isMixed ? filter : filter with { StateTypes = types, StateNames = names, Limit = limit };
        await foreach (FlowRun run in store.ListFlowRunsAsync(filter, cancellationToken))
        {
            if (!isMixed || types.Contains(run.State.Type) || names.Contains(run.State.Name))
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

        TextTable table = new("Flow Runs", "ID", "Flow", "Name", "State", "When", "Run time");
        foreach (FlowRun run in runs)
        {
            table.Row(run.Id.ToString(), run.FlowName, run.Name, run.State.Name, RunText.Time(run.State.Timestamp), RunText.Length(run.TotalRunTime));
        }

        invocation.Screen.Table(table);
        return ExitCodes.Done;
    }
}
