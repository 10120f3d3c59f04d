using System.CommandLine;
using System.Text.Json;
using Prefect.Client;

namespace Prefect.Cli;

/// <summary><c>config view</c>: shows the settings in effect and where each comes from.</summary>
internal sealed class ViewSettingsCommand : CliCommand
{
    private readonly Option<bool> _showDefaults = new("--show-defaults") { Description = "Show settings that nobody set, too." };

    private readonly Option<bool> _hideDefaults = new("--hide-defaults") { Description = "Leave them out. This is the default." };

    private readonly Option<bool> _showSources = new("--show-sources") { Description = "Show where values come from. This is the default." };

    private readonly Option<bool> _hideSources = new("--hide-sources") { Description = "Show values only." };

    private readonly Option<bool> _showSecrets = new("--show-secrets") { Description = "Show secrets in clear." };

    private readonly Option<bool> _hideSecrets = new("--hide-secrets") { Description = "Mask secrets. This is the default." };

    public ViewSettingsCommand(CliHost host)
        : base("view", "Show the settings in effect, and where each comes from.", host)
    {
        Add(_showDefaults);
        Add(_hideDefaults);
        Add(_showSources);
        Add(_hideSources);
        Add(_showSecrets);
        Add(_hideSecrets);
        AddOutput();
    }

    protected override bool RepairsSettings => true;

    protected override Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        bool defaults = Choose(invocation, _showDefaults, _hideDefaults, byDefault: false);
        bool sources = Choose(invocation, _showSources, _hideSources, byDefault: true);
        bool secrets = Choose(invocation, _showSecrets, _hideSecrets, byDefault: false);
        List<SettingValue> values = [.. invocation.Settings.Values.Where(value => value.IsSet || defaults)];
        if (invocation.IsJson)
        {
            invocation.Screen.Json(json => Write(json, invocation.Settings, values, sources, secrets), inClear: secrets);
        }
        else
        {
            invocation.Screen.Line($"PREFECT_PROFILE='{invocation.Settings.ProfileName}'");
            values.ForEach(value => invocation.Screen.Line(Describe(value, sources, secrets), inClear: secrets));
        }

        foreach (SettingsIssue issue in invocation.Settings.Issues)
        {
            invocation.Screen.Note(issue.Message);
        }

        return Task.FromResult(ExitCodes.Done);
    }

    private static bool Choose(Invocation invocation, Option<bool> show, Option<bool> hide, bool byDefault)
    {
        if (invocation.Get(show) && invocation.Get(hide))
        {
            throw new UsageException($"{show.Name} and {hide.Name} contradict each other: give one of them.");
        }

        return invocation.Get(show) || (byDefault && !invocation.Get(hide));
    }

    private static string Describe(SettingValue value, bool sources, bool secrets)
    {
        string text = $"{value.Definition.Name}='{(secrets ? value.Reveal() ?? "None" : value.Display())}'";
        return sources ? $"{text} (from {SourceOf(value.Source)})" : text;
    }

    private static void Write(Utf8JsonWriter json, PrefectSettings settings, List<SettingValue> values, bool sources, bool secrets)
    {
        json.WriteStartObject();
        json.WriteString("profile"u8, settings.ProfileName);
        json.WriteStartObject("settings"u8);
        foreach (SettingValue value in values)
        {
            string? text = value.HasValue ? (secrets ? value.Reveal() : value.Display()) : null;
            if (!sources)
            {
                json.WriteString(value.Definition.Name, text);
                continue;
            }

            json.WriteStartObject(value.Definition.Name);
            json.WriteString("value"u8, text);
            json.WriteString("source"u8, SourceOf(value.Source));
            json.WriteString("origin"u8, value.Origin);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string SourceOf(SettingSource source) => source switch
    {
        SettingSource.Profile => "profile",
        SettingSource.PyprojectToml => "pyproject.toml",
        SettingSource.PrefectToml => "prefect.toml",
        SettingSource.DotEnv => ".env file",
        SettingSource.Environment => "env",
        SettingSource.Explicit => "command line",
        _ => "defaults",
    };
}
