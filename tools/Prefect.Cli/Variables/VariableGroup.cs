using System.CommandLine;

namespace Prefect.Cli;

/// <summary>The commands about variables.</summary>
internal static class VariableGroup
{
    public static void Fill(Command group, CliHost host)
    {
        group.Add(new ListVariablesCommand(host));
        group.Add(new InspectVariableCommand(host));
        group.Add(new GetVariableCommand(host));
        group.Add(new SetVariableCommand(host));
        group.Add(new UnsetVariableCommand(host));
    }
}
