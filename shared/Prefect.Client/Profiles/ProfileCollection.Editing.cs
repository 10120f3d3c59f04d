namespace Prefect.Client;

public sealed partial class ProfileCollection
{
    private const int LongestName = 255;
    private const int LongestValue = 64 * 1024;

    /// <summary>Adds a profile.</summary>
    /// <param name="name">Name of the new profile: 1 to 255 characters, no control characters, no space around it.</param>
    /// <param name="from">Profile whose settings it starts with, or <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentException">The name cannot be one.</exception>
    /// <exception cref="SettingsException">There is a profile of that name already, or none to copy from.</exception>
    public void Create(string name, string? from = null)
    {
        GuardName(name);
        Change(document => document.Create(name, from));
    }

    /// <summary>Removes a profile from the file.</summary>
    /// <exception cref="SettingsException">It is active or in use, there is none, or it only comes with Prefect.</exception>
    public void Delete(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string inUse = CurrentName;
        Change(document => document.Delete(name, inUse));
    }

    /// <summary>Gives a profile another name. The active one stays active.</summary>
    /// <exception cref="ArgumentException">The new name cannot be one.</exception>
    /// <exception cref="SettingsException">There is no such profile, or one with the new name.</exception>
    public void Rename(string name, string newName)
    {
        ArgumentNullException.ThrowIfNull(name);
        GuardName(newName);
        Change(document => document.Rename(name, newName));
        if (string.Equals(CurrentName, name, StringComparison.Ordinal))
        {
            CurrentName = newName;
        }
    }

    /// <summary>Makes a profile the active one.</summary>
    /// <exception cref="SettingsException">There is no such profile.</exception>
    public void Use(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Change(document => document.Use(name));
        CurrentName = name;
    }

    /// <summary>Sets a setting in a profile.</summary>
    /// <param name="name">Name of the profile, <see cref="CurrentName"/> for the one in use.</param>
    /// <param name="key">Name, older name or dotted path of the setting. It is written under its canonical name.</param>
    /// <param name="value">Value as text, up to 64 Ki characters.</param>
    /// <returns>The setting.</returns>
    /// <exception cref="SettingsException">
    /// The setting is unknown or may not stand in a profile, the value does not fit it or is a mask, or there is no such profile.
    /// </exception>
    public SettingDefinition Set(string name, string key, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        SettingDefinition definition = SettingsCatalog.Find(key);
        GuardKey(definition);
        GuardValue(definition, value);
        Change(document => document.Set(name, definition, value));
        return definition;
    }

    /// <summary>Removes a setting from a profile, so that its default holds again. Keys nobody knows can be removed too.</summary>
    /// <exception cref="SettingsException">The profile does not set it, or there is no such profile.</exception>
    public void Unset(string name, string key)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentException.ThrowIfNullOrEmpty(key);
        SettingsCatalog.TryFind(key, out SettingDefinition? definition);
        bool isStray = Get(name).Entries.Any(entry => entry.HasKey(key));
        if (definition is null && !isStray)
        {
            definition = SettingsCatalog.Find(key);
        }

        if (definition is not null && !isStray)
        {
            GuardKey(definition);
        }

        Change(document => document.Unset(name, key, definition));
    }

    /// <summary>Puts the profiles that come with Prefect into the file, where it has none of their names.</summary>
    public void PopulateDefaults() => Change(static document => document.AddBuiltIns());

    private static void GuardName(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        bool isName = name.Length <= LongestName && !char.IsWhiteSpace(name[0]) && !char.IsWhiteSpace(name[^1]) && !name.Any(c => char.IsControl(c) || char.IsSurrogate(c));
        if (!isName)
        {
            throw new ArgumentException(
                $"'{SettingText.Shorten(name)}' cannot name a profile: use 1 to {LongestName} characters, no control characters, and no space around them.",
                nameof(name));
        }
    }

    private static void GuardKey(SettingDefinition definition)
    {
        if (definition.IsAllowedInProfile)
        {
            return;
        }

        string reason = definition.IsDotNetOnly ? "Python shares that file and does not know it" : "it says where the profiles are";
        throw new SettingsException(
            $"{definition.Name} cannot stand in a profile: {reason}. Set the environment variable instead.", key: definition.Name);
    }

    private static void GuardValue(SettingDefinition definition, string value)
    {
        if (definition.IsSecret && SettingMask.IsMask(value))
        {
            throw new SettingsException($"The value for {definition.Name} is a mask, not the secret. Give the secret itself.", key: definition.Name);
        }

        bool isTooLong = value.Length > LongestValue;
        string? expected = isTooLong ? $"at most {LongestValue} characters" : value.Length == 0 && definition.IsOptional ? null : SettingParser.Expected(definition, value);
        if (expected is not null)
        {
            throw new SettingsException(
                $"Cannot set {definition.Name} to {SettingText.Quote(definition, value)}: expected {expected}.", key: definition.Name);
        }
    }

    private void Change(Action<ProfileDocument> change)
    {
        change(_document);
        _changes.Add(change);
    }
}
