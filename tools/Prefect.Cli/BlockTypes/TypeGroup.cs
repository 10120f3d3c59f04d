using System.CommandLine;

namespace Prefect.Cli;

/// <summary>The commands about block types.</summary>
internal static class TypeGroup
{
    public static Command Build(CliHost host) => new("type", "List, show and delete block types.")
    {
        Aliases = { "types" },
        Subcommands = { new ListTypesCommand(host), new InspectTypeCommand(host), new DeleteTypeCommand(host) },
    };
}
