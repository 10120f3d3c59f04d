using System.Runtime.CompilerServices;
using Prefect.Blocks;
using Prefect.Client;

namespace Prefect.Flows;

/// <summary>The settings in a snapshot: the profile, and everything that was set anywhere.</summary>
internal sealed record SettingsDocument
{
    private static readonly ConditionalWeakTable<PrefectSettings, SettingsDocument> s_clear = [];

    public string? Profile { get; init; }

    public IReadOnlyDictionary<string, string?>? Settings { get; init; }

    public static SettingsDocument Of(PrefectSettings settings, SecretHandling secrets) => secrets == SecretHandling.Reveal
        ? s_clear.GetValue(settings, static settings => Make(settings, withSecrets: true))
        : Make(settings, withSecrets: false);

    /// <summary>Loads the same settings in this process.</summary>
    public PrefectSettings Load()
    {
        SettingsLoadOptions options = new() { Profile = Profile, Overrides = Settings };
        try
        {
            return PrefectSettings.Load(options);
        }
        catch (SettingsException) when (Profile is not null)
        {
            // The profile is not on this machine; what it said is among the settings.
            return PrefectSettings.Load(options with { Profile = "ephemeral" });
        }
    }

    public override string ToString() => nameof(SettingsDocument);

    private static SettingsDocument Make(PrefectSettings settings, bool withSecrets)
    {
        Dictionary<string, string?> set = new(StringComparer.Ordinal);
        foreach (SettingValue value in settings.Values)
        {
            bool isAddressOfEmbedded = value.Definition.Path == "api.url" && settings.StoreKind == StoreKind.Embedded;
            if (value.IsSet && !isAddressOfEmbedded && !value.Definition.IsForPythonOnly && (withSecrets || !value.Definition.IsSecret))
            {
                set[value.Definition.Name] = withSecrets ? value.Reveal() : value.Display();
            }
        }

        return new SettingsDocument { Profile = settings.ProfileName, Settings = set };
    }
}
