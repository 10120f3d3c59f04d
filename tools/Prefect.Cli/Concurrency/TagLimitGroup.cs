using System.CommandLine;

namespace Prefect.Cli;

/// <summary>The commands about limits on tasks with a tag.</summary>
internal static class TagLimitGroup
{
    public static void Fill(Command group, CliHost host)
    {
        group.Add(new CreateTagLimitCommand(host));
        group.Add(new ListTagLimitsCommand(host));
        group.Add(new InspectTagLimitCommand(host));
        group.Add(new ResetTagLimitCommand(host));
        group.Add(new DeleteTagLimitCommand(host));
    }
}
