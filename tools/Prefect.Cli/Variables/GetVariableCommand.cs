using System.CommandLine;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary><c>variable get</c>: prints the value as JSON, and nothing else.</summary>
internal sealed class GetVariableCommand : CliCommand
{
    private readonly Argument<string> _name = VariableTarget.Name();

    public GetVariableCommand(CliHost host)
        : base("get", "Print the value of a variable, as JSON.", host) => Add(_name);

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        Variable variable = await VariableTarget.FindAsync(invocation, invocation.Get(_name)!, cancellationToken);
        invocation.Screen.Json(variable.Value.WriteTo);
        return ExitCodes.Done;
    }
}
