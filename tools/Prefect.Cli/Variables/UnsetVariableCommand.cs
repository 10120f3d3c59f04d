using System.CommandLine;

namespace Prefect.Cli;

/// <summary><c>variable unset</c>.</summary>
internal sealed class UnsetVariableCommand : CliCommand
{
    private readonly Argument<string> _name = VariableTarget.Name();

    public UnsetVariableCommand(CliHost host)
        : base("unset", "Remove a variable.", host)
    {
        Aliases.Add("delete");
        Add(_name);
    }

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        string name = invocation.Get(_name)!;
        await VariableTarget.FindAsync(invocation, name, cancellationToken);
        if (invocation.Prompter.CanAsk && !await invocation.Prompter.ConfirmAsync($"Remove the variable '{name}'?", cancellationToken))
        {
            throw new CommandFailedException("Nothing was removed.");
        }

        if (!await invocation.RunStore.Variables.DeleteAsync(name, cancellationToken))
        {
            throw VariableTarget.Missing(invocation, name);
        }

        invocation.Screen.Line($"Removed the variable '{name}'.");
        return ExitCodes.Done;
    }
}
