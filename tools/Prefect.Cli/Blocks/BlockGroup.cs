using System.CommandLine;

namespace Prefect.Cli;

/// <summary>The commands about blocks.</summary>
internal static class BlockGroup
{
    public static void Fill(Command group, CliHost host)
    {
        group.Add(new RegisterCommand(host));
        group.Add(new ListBlocksCommand(host));
        group.Add(new InspectBlockCommand(host));
        group.Add(new CreateBlockCommand(host));
        group.Add(new DeleteBlockCommand(host));
        group.Add(new CheckBlockCommand(host));
        group.Add(new RekeyCommand(host));
        group.Add(TypeGroup.Build(host));
    }
}
