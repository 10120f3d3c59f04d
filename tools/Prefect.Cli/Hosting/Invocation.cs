using System.CommandLine;
using Prefect.Blocks;
using Prefect.Client;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary>One run of a command: what was typed, and what it works with.</summary>
internal sealed class Invocation
{
    private readonly ParseResult _typed;
    private readonly bool _repairsSettings;

    public Invocation(ParseResult typed, CliHost host, bool isJson, bool repairsSettings)
    {
        _typed = typed;
        Host = host;
        IsJson = isJson;
        _repairsSettings = repairsSettings;
        Profile = typed.GetValue<string?>(GlobalOptions.Profile);
        Settings = LoadSettings(Profile);
        KeepSecret(Settings);
        bool isDumb = host.Variable("TERM") is "dumb" || host.Variable("NO_COLOR") is not null;
        Screen = new Screen(host, colors: Settings.Cli.Colors && !isDumb);
        Prompter = new Prompter(host, isAllowed: !typed.GetValue<bool>(GlobalOptions.NoPrompt) && Settings.Cli.Prompt != false);
    }

    public CliHost Host { get; }

    /// <summary>The profile that was asked for; null for the one that is in use.</summary>
    public string? Profile { get; }

    public PrefectSettings Settings { get; }

    public Screen Screen { get; }

    public Prompter Prompter { get; }

    /// <summary>The store that the settings choose, opened when it is first used.</summary>
    public IBlockStore Store => field ??= Host.OpenStore?.Invoke() ?? BlockStore.Current;

    /// <summary>The store of runs that the settings choose, opened when it is first used.</summary>
    public IRunStore RunStore => field ??= Host.OpenRunStore?.Invoke() ?? Flows.RunStore.Current;

    /// <summary>Whether results are printed as JSON.</summary>
    public bool IsJson { get; }

    public T? Get<T>(Option<T> option) => _typed.GetValue(option);

    public T? Get<T>(Argument<T> argument) => _typed.GetValue(argument);

    /// <summary>Loads the settings that hold with a profile; null for the one that is in use.</summary>
    public PrefectSettings LoadSettings(string? profile) => PrefectSettings.Load(new SettingsLoadOptions
    {
        Environment = Host.Environment,
        CurrentDirectory = Host.CurrentDirectory,
        UserDirectory = Host.Variable("HOME"),
        Profile = profile,
        IgnoreInvalidValues = _repairsSettings,
    });

    /// <summary>Makes sure that no output holds the credentials of the server.</summary>
    public static void KeepSecret(PrefectSettings settings) => SecretMasker.Add(settings);
}
