using System.CommandLine;

namespace Prefect.Cli;

/// <summary>The commands about artifacts.</summary>
internal static class ArtifactGroup
{
    public static void Fill(Command group, CliHost host)
    {
        group.Add(new ListArtifactsCommand(host));
        group.Add(new InspectArtifactCommand(host));
        group.Add(new DeleteArtifactCommand(host));
    }
}
