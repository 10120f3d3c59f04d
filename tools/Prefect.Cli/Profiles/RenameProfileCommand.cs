using System.CommandLine;
using Prefect.Client;

namespace Prefect.Cli;

/// <summary><c>profile rename</c>.</summary>
internal sealed class RenameProfileCommand : CliCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "Name of the profile." };

    private readonly Argument<string> _newName = new("NEW-NAME") { Description = "Name it gets." };

    public RenameProfileCommand(CliHost host)
        : base("rename", "Give a profile another name.", host)
    {
        Add(_name);
        Add(_newName);
    }

    protected override bool RepairsSettings => true;

    protected override Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        string name = invocation.Get(_name)!;
        string newName = invocation.Get(_newName)!;
        ProfileCollection profiles = invocation.Settings.LoadProfiles();
        profiles.Rename(name, newName);
        profiles.Save();
        invocation.Screen.Line($"Renamed the profile '{name}' to '{newName}'.");
        if (invocation.Host.Variable("PREFECT_PROFILE") == name)
        {
            invocation.Screen.Note($"PREFECT_PROFILE still names '{name}'. Set it to '{newName}'.");
        }

        return Task.FromResult(ExitCodes.Done);
    }
}
