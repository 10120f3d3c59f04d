using System.CommandLine;
using Prefect.Blocks;
using Prefect.Client;

namespace Prefect.Cli;

/// <summary><c>config set</c>: sets settings in the profile in use.</summary>
internal sealed class SetSettingsCommand : CliCommand
{
    private readonly Argument<string[]> _settings = new("SETTING=VALUE")
    {
        Description = "What to set, such as PREFECT_API_URL=http://127.0.0.1:4200/api.",
        Arity = ArgumentArity.OneOrMore,
    };

    public SetSettingsCommand(CliHost host)
        : base("set", "Set settings in the profile in use.", host) => Add(_settings);

    protected override bool RepairsSettings => true;

    protected override Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        List<(string Key, string Value)> wanted = Split(invocation.Get(_settings) ?? []);
        ProfileCollection profiles = invocation.Settings.LoadProfiles();
        List<SettingDefinition> changed = [];
        foreach ((string key, string value) in wanted)
        {
            if (SettingsCatalog.TryFind(key, out SettingDefinition? known) && known.IsSecret)
            {
                SecretMasker.Add(value);
            }

            changed.Add(profiles.Set(profiles.CurrentName, key, value));
        }

        profiles.Save();
        foreach (SettingDefinition definition in changed)
        {
            invocation.Screen.Line($"Set {definition.Name} in the profile '{profiles.CurrentName}'.");
            WarnWhereHidden(invocation, definition);
        }

        return Task.FromResult(ExitCodes.Done);
    }

    private static List<(string Key, string Value)> Split(string[] settings)
    {
        List<(string Key, string Value)> pairs = [];
        for (int i = 0; i < settings.Length; i++)
        {
            int sign = settings[i].IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0)
            {
                // It may be a secret that was typed behind a space: it is not repeated.
                throw new UsageException($"Argument {i + 1} of 'config set' is no SETTING=VALUE. Write, for instance: dotnet prefect config set PREFECT_API_URL=http://127.0.0.1:4200/api");
            }

            pairs.Add((settings[i][..sign], settings[i][(sign + 1)..]));
        }

        return pairs;
    }

    private static void WarnWhereHidden(Invocation invocation, SettingDefinition definition)
    {
        SettingValue value = invocation.Settings[definition.Name];
        if (value.OverridesProfile)
        {
            invocation.Screen.Note($"{definition.Name} is also set by {value.Origin ?? value.Source.ToString()}, which wins over the profile as long as it is there.");
        }
    }
}
