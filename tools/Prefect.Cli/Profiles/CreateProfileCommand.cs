using System.CommandLine;
using Prefect.Client;

namespace Prefect.Cli;

/// <summary><c>profile create</c>.</summary>
internal sealed class CreateProfileCommand : CliCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "Name of the new profile." };

    private readonly Option<string?> _from = new("--from") { Description = "Profile whose settings it starts with.", HelpName = "NAME" };

    public CreateProfileCommand(CliHost host)
        : base("create", "Create a profile.", host)
    {
        Add(_name);
        Add(_from);
    }

    protected override bool RepairsSettings => true;

    protected override Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        string name = invocation.Get(_name)!;
        string? from = invocation.Get(_from);
        ProfileCollection profiles = invocation.Settings.LoadProfiles();
        profiles.Create(name, from);
        profiles.Save();
        invocation.Screen.Line(from is null ? $"Created the profile '{name}'." : $"Created the profile '{name}' from '{from}'.");
        invocation.Screen.Line($"To use it: dotnet prefect profile use {name}");
        return Task.FromResult(ExitCodes.Done);
    }
}
