using System.CommandLine;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary><c>variable ls</c>.</summary>
internal sealed class ListVariablesCommand : CliCommand
{
    private const int LongestValue = 60;
    private readonly Option<int> _limit = Limits.Of("variables", 100);

    public ListVariablesCommand(CliHost host)
        : base("ls", "List the variables.", host)
    {
        Aliases.Add("list");
        Add(_limit);
        AddOutput();
    }

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        List<Variable> variables = await invocation.RunStore.Variables.ListAsync(invocation.Get(_limit), cancellationToken).ToListAsync(cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Screen.Json(json =>
            {
                json.WriteStartArray();
                variables.ForEach(variable => VariableJson.Write(json, variable));
                json.WriteEndArray();
            });
            return ExitCodes.Done;
        }

        TextTable table = new("Variables", "Name", "Value", "Tags", "Updated");
        foreach (Variable variable in variables)
        {
            table.Row(
                variable.Name, Printable.Short(variable.Value.GetRawText(), LongestValue), string.Join(", ", variable.Tags), variable.Updated.ToString("u"));
        }

        invocation.Screen.Table(table);
        return ExitCodes.Done;
    }
}
