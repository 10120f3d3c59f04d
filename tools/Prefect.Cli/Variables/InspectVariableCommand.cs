using System.CommandLine;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary><c>variable inspect</c>.</summary>
internal sealed class InspectVariableCommand : CliCommand
{
    private readonly Argument<string> _name = VariableTarget.Name();

    public InspectVariableCommand(CliHost host)
        : base("inspect", "Show a variable with everything about it.", host)
    {
        Add(_name);
        AddOutput();
    }

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        Variable variable = await VariableTarget.FindAsync(invocation, invocation.Get(_name)!, cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Screen.Json(json => VariableJson.Write(json, variable));
            return ExitCodes.Done;
        }

        invocation.Screen.Table(TextTable.OfPairs(variable.Name)
            .Row("Id", variable.Id.ToString())
            .Row("Value", JsonOutline.Of(variable.Value))
            .Row("Tags", string.Join(", ", variable.Tags))
            .Row("Created", variable.Created.ToString("u"))
            .Row("Updated", variable.Updated.ToString("u")));
        return ExitCodes.Done;
    }
}
