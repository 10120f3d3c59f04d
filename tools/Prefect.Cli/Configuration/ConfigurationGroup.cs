using System.CommandLine;

namespace Prefect.Cli;

/// <summary>The commands about settings.</summary>
internal static class ConfigurationGroup
{
    public static void Fill(Command group, CliHost host)
    {
        group.Add(new ViewSettingsCommand(host));
        group.Add(new SetSettingsCommand(host));
        group.Add(new UnsetSettingsCommand(host));
        group.Add(new ValidateSettingsCommand(host));
    }
}
