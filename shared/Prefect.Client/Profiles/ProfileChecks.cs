namespace Prefect.Client;

/// <summary>Finds what is wrong with profiles without stopping at it.</summary>
internal static class ProfileChecks
{
    /// <summary>Finds the keys that have no effect.</summary>
    public static IEnumerable<SettingsIssue> OfUnusedKeys(Profile profile)
    {
        foreach (ProfileEntry entry in profile.Entries)
        {
            if (entry.Definition is null)
            {
                yield return Issue(profile, entry, $"no setting is called '{SettingText.Shorten(entry.Key)}'; it is ignored.{SettingsCatalog.Hint(entry.Key)}");
            }
            else if (!entry.Definition.IsAllowedInProfile)
            {
                yield return Issue(profile, entry, $"{entry.Definition.Name} has no effect in a profile. Set the environment variable instead.");
            }
        }
    }

    public static IEnumerable<SettingsIssue> OfEverything(Profile profile)
    {
        foreach (SettingsIssue issue in OfUnusedKeys(profile))
        {
            yield return issue;
        }

        foreach (ProfileEntry entry in profile.Entries)
        {
            if (entry.Definition is { } definition)
            {
                foreach (SettingsIssue issue in OfKnown(profile, entry, definition))
                {
                    yield return issue;
                }
            }
        }
    }

    public static SettingsIssue OfMissingActive(ProfileCollection profiles)
        => new(
            IsError: false,
            $"{profiles.Path} makes '{SettingText.Shorten(profiles.ActiveName)}' the active profile, which does not exist;"
            + $" '{BuiltInProfiles.Ephemeral}' is used. Use one of: {string.Join(", ", profiles.Names.Select(SettingText.Shorten))}.",
            Key: "active",
            File: profiles.Path);

    private static IEnumerable<SettingsIssue> OfKnown(Profile profile, ProfileEntry entry, SettingDefinition definition)
    {
        if (!entry.HasKey(definition.Name))
        {
            bool isHidden = profile.Entries.Any(other => other.HasKey(definition.Name));
            yield return Issue(profile, entry, isHidden
                ? $"{SettingText.Shorten(entry.Key)} is an older name of {definition.Name}, which is set too and wins."
                : $"{SettingText.Shorten(entry.Key)} is an older name of {definition.Name}; the next change of the file renames it.");
        }

        bool isNone = entry.Text.Length == 0 && definition.IsOptional;
        if (!isNone && SettingParser.Expected(definition, entry.Text) is { } expected)
        {
            yield return Issue(
                profile,
                entry,
                $"{SettingText.Shorten(entry.Key)} is {SettingText.Quote(definition, entry.Text)}, expected {expected}. Set it again, or unset it.",
                isError: !definition.IsForPythonOnly);
        }

        if (definition.Path is "api.url" && UiAddress.Suspicion(entry.Text) is { } suspicion)
        {
            yield return Issue(profile, entry, $"{definition.Name}: {suspicion}");
        }
    }

    private static SettingsIssue Issue(Profile profile, ProfileEntry entry, string message, bool isError = false)
    {
        string place = profile.File is null ? $"Profile {profile.Name}" : $"{profile.File}, line {entry.Line}, profile {profile.Name}";
        return new SettingsIssue(isError, $"{place}: {message}", entry.Key, profile.File, entry.Line > 0 ? entry.Line : null);
    }
}
