using System.CommandLine;

namespace Prefect.Cli;

/// <summary>The commands about limits that flows and tasks ask for by name.</summary>
internal static class GlobalLimitGroup
{
    public static void Fill(Command group, CliHost host)
    {
        group.Add(new ListGlobalLimitsCommand(host));
        group.Add(new InspectGlobalLimitCommand(host));
        group.Add(new CreateGlobalLimitCommand(host));
        group.Add(new UpdateGlobalLimitCommand(host));
        group.Add(new SwitchGlobalLimitCommand("enable", "Let a limit hold back what asks for it.", isActive: true, host));
        group.Add(new SwitchGlobalLimitCommand("disable", "Let a limit hold nothing back, without deleting it.", isActive: false, host));
        group.Add(new DeleteGlobalLimitCommand(host));
    }
}
