using System.CommandLine;
using Prefect.Client;

namespace Prefect.Cli;

/// <summary><c>profile inspect</c>: shows what a profile sets, secrets masked.</summary>
internal sealed class InspectProfileCommand : CliCommand
{
    private readonly Argument<string?> _name = new("NAME")
    {
        Description = "Name of the profile. Default: the one in use.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public InspectProfileCommand(CliHost host)
        : base("inspect", "Show what a profile sets, secrets masked.", host)
    {
        Add(_name);
        AddOutput();
    }

    protected override bool RepairsSettings => true;

    protected override Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        ProfileCollection profiles = invocation.Settings.LoadProfiles();
        Profile profile = profiles.Get(invocation.Get(_name) ?? profiles.CurrentName);
        if (invocation.IsJson)
        {
            invocation.Screen.Json(json =>
            {
                json.WriteStartObject();
                foreach (ProfileEntry entry in profile.Entries)
                {
                    json.WriteString(entry.Key, entry.Display());
                }

                json.WriteEndObject();
            });
            return Task.FromResult(ExitCodes.Done);
        }

        if (profile.Entries.Count == 0)
        {
            invocation.Screen.Line($"The profile '{profile.Name}' sets nothing.");
        }

        foreach (ProfileEntry entry in profile.Entries)
        {
            invocation.Screen.Line($"{entry.Key}='{entry.Display()}'");
        }

        return Task.FromResult(ExitCodes.Done);
    }
}
