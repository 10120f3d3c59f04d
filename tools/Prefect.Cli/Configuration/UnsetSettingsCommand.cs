using System.CommandLine;
using Prefect.Client;

namespace Prefect.Cli;

/// <summary><c>config unset</c>: removes settings from the profile in use.</summary>
internal sealed class UnsetSettingsCommand : CliCommand
{
    private readonly Argument<string[]> _settings = new("SETTING")
    {
        Description = "What to remove, such as PREFECT_API_URL.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Do not ask." };

    public UnsetSettingsCommand(CliHost host)
        : base("unset", "Remove settings from the profile in use, so that their defaults hold again.", host)
    {
        Add(_settings);
        Add(_yes);
    }

    protected override bool RepairsSettings => true;

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        string[] keys = invocation.Get(_settings) ?? [];
        ProfileCollection profiles = invocation.Settings.LoadProfiles();
        foreach (string key in keys)
        {
            profiles.Unset(profiles.CurrentName, key);
        }

        string names = string.Join(", ", keys);
        if (!invocation.Get(_yes) && invocation.Prompter.CanAsk
            && !await invocation.Prompter.ConfirmAsync($"Remove {names} from the profile '{profiles.CurrentName}'?", cancellationToken))
        {
            throw new CommandFailedException("Nothing was removed.");
        }

        profiles.Save();
        foreach (string key in keys)
        {
            string name = SettingsCatalog.TryFind(key, out SettingDefinition? definition) ? definition.Name : key;
            invocation.Screen.Line($"Removed {name} from the profile '{profiles.CurrentName}'.");
            if (definition is not null && invocation.Settings[name] is { OverridesProfile: true } value)
            {
                invocation.Screen.Note($"{name} is still set by {value.Origin ?? value.Source.ToString()}.");
            }
        }

        return ExitCodes.Done;
    }
}
