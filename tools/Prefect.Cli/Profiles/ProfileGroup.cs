using System.CommandLine;

namespace Prefect.Cli;

/// <summary>The commands about profiles.</summary>
internal static class ProfileGroup
{
    public static void Fill(Command group, CliHost host)
    {
        group.Add(new ListProfilesCommand(host));
        group.Add(new UseProfileCommand(host));
        group.Add(new CreateProfileCommand(host));
        group.Add(new InspectProfileCommand(host));
        group.Add(new DeleteProfileCommand(host));
        group.Add(new RenameProfileCommand(host));
        group.Add(new PopulateProfilesCommand(host));
    }
}
