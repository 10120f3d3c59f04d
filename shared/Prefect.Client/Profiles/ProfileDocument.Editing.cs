using Prefect.Client.Toml;

namespace Prefect.Client;

internal sealed partial class ProfileDocument
{
    public string ActiveName => Active ?? BuiltInProfiles.Ephemeral;

    public bool Has(string name) => Profiles.ContainsKey(name) || BuiltInProfiles.TryGet(name) is not null;

    public void Create(string name, string? from)
    {
        if (Has(name))
        {
            throw Refuse($"create profile '{name}'", "one of that name exists. Choose another name, or delete that one first.");
        }

        Profiles.Add(name, from is null ? [] : [.. Find(from)]);
    }

    public void Delete(string name, string inUse)
    {
        if (IsActive(name) || string.Equals(name, inUse, StringComparison.Ordinal))
        {
            throw Refuse($"delete profile '{name}'", "it is the active one. Use another profile first.");
        }

        _ = Find(name);
        if (!Profiles.Remove(name))
        {
            throw Refuse($"delete profile '{name}'", "it comes with Prefect and is not in the file.");
        }
    }

    public void Rename(string name, string newName)
    {
        List<ProfileEntry> entries = Find(name);
        if (Has(newName))
        {
            throw Refuse($"rename profile '{name}' to '{newName}'", "one of that name exists. Choose another name.");
        }

        bool wasActive = IsActive(name);
        int index = Profiles.IndexOf(name);
        if (index >= 0)
        {
            Profiles.RemoveAt(index);
        }

        Profiles.Insert(index >= 0 ? index : Profiles.Count, newName, entries);
        if (wasActive)
        {
            Active = newName;
        }
    }

    /// <summary>Makes a profile the active one. Python finds it only if it stands in the file, so it is put there.</summary>
    public void Use(string name)
    {
        _ = Own(name);
        Active = name;
    }

    public void Set(string name, SettingDefinition definition, string value)
    {
        List<ProfileEntry> entries = Own(name);
        ProfileEntry entry = new(definition.Name, new TomlScalar(TomlKind.Text, value));
        int index = entries.FindIndex(other => other.Definition == definition);
        entries.RemoveAll(other => other.Definition == definition);
        entries.Insert(index < 0 ? entries.Count : Math.Min(index, entries.Count), entry);
    }

    public void Unset(string name, string key, SettingDefinition? definition)
    {
        int removed = Own(name).RemoveAll(entry => entry.HasKey(key) || (definition is not null && entry.Definition == definition));
        if (removed == 0)
        {
            throw Refuse($"unset {key} in profile '{name}'", "the profile does not set it.");
        }
    }

    public void AddBuiltIns()
    {
        foreach (string name in BuiltInProfiles.Names)
        {
            _ = Own(name);
        }
    }

    private bool IsActive(string name) => string.Equals(name, ActiveName, StringComparison.Ordinal);

    private List<ProfileEntry> Find(string name)
        => Profiles.GetValueOrDefault(name) ?? BuiltInProfiles.TryGet(name) ?? throw Unknown(name);

    private List<ProfileEntry> Own(string name)
    {
        List<ProfileEntry> entries = Find(name);
        Profiles.TryAdd(name, entries);
        return entries;
    }

    public SettingsException Unknown(string name)
    {
        IEnumerable<string> known = BuiltInProfiles.Names.Union(Profiles.Keys, StringComparer.Ordinal).Select(SettingText.Shorten);
        return new SettingsException(
            $"There is no profile '{SettingText.Shorten(name)}' in {Path}. There are: {string.Join(", ", known)}."
            + " Choose one of them, or create it first.",
            file: Path);
    }

    private SettingsException Refuse(string deed, string reason) => new($"Cannot {deed} in {Path}: {reason}", file: Path);
}
