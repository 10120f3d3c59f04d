using Prefect.Client.Toml;

namespace Prefect.Client;

/// <summary>One line of a profile: a key, as it is written, and its value.</summary>
public sealed class ProfileEntry
{
    internal ProfileEntry(string key, TomlNode node)
    {
        Key = key;
        Node = node;
        Definition = SettingsCatalog.TryFind(key, out SettingDefinition? definition) ? definition : null;
    }

    /// <summary>Key as it is written, which may be an older name or one nobody knows.</summary>
    public string Key { get; }

    /// <summary>The setting it names, or <see langword="null"/> where the key is unknown.</summary>
    public SettingDefinition? Definition { get; }

    /// <summary>Line in the profiles file, from 1; 0 where it is not from a file.</summary>
    public int Line => Node.Line;

    internal TomlNode Node { get; }

    internal string Text => SettingNodeText.Of(Node);

    /// <summary>Returns the value as text, secrets masked, and the whole value of an unknown key.</summary>
    public string Display() => Definition is null ? SecretSetting.Mask : SettingMask.Apply(Definition, Text);

    /// <summary>Returns the value itself, secret or not.</summary>
    public string Reveal() => Text;

    /// <summary>Returns key and displayed value.</summary>
    public override string ToString() => $"{Key}='{Display()}'";

    internal bool HasKey(string key) => string.Equals(Key, key, StringComparison.Ordinal);

    internal SettingCandidate ToCandidate(Profile profile)
    {
        string origin = profile.File is null ? $"profile {profile.Name}" : $"profile {profile.Name}, {profile.File}, line {Line}";
        return new SettingCandidate(Text, Key, origin, profile.File, Line > 0 ? Line : null);
    }
}
