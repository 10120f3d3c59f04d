using System.Text;
using Prefect.Client.Toml;

namespace Prefect.Client;

/// <summary>The content of a profiles file. Its operations check that they still fit, so that they can be repeated on a newer content.</summary>
internal sealed partial class ProfileDocument
{
    private readonly List<KeyValuePair<string, TomlNode>> _others = [];

    private ProfileDocument(string path) => Path = path;

    public string Path { get; }

    public string? Active { get; private set; }

    public OrderedDictionary<string, List<ProfileEntry>> Profiles { get; } = new(StringComparer.Ordinal);

    public static ProfileDocument Empty(string path) => new(path);

    public static ProfileDocument Read(string path)
    {
        ProfileDocument document = new(path);
        if (SettingsFile.TryReadText(path) is { } text)
        {
            document.Take(SettingsFile.Parse(text, path));
        }

        return document;
    }

    public string ToToml()
    {
        StringBuilder text = new();
        if (Active is not null)
        {
            text.Append("active = ").Append(TomlText.Quote(Active)).Append('\n');
        }

        foreach ((string key, TomlNode node) in _others)
        {
            text.Append(TomlText.Key(key)).Append(" = ").Append(TomlText.Value(node)).Append('\n');
        }

        foreach ((string name, List<ProfileEntry> entries) in Profiles)
        {
            text.Append(text.Length > 0 ? "\n" : "").Append("[profiles.").Append(TomlText.Key(name)).Append("]\n");
            foreach (ProfileEntry entry in entries)
            {
                WriteEntry(text, entries, entry);
            }
        }

        return text.ToString();
    }

    /// <summary>Writes a known key under its canonical name, and an unknown one as it was.</summary>
    private static void WriteEntry(StringBuilder text, List<ProfileEntry> all, ProfileEntry entry)
    {
        if (entry.Definition is not { } definition)
        {
            text.Append(TomlText.Key(entry.Key)).Append(" = ").Append(TomlText.Value(entry.Node)).Append('\n');
            return;
        }

        ProfileEntry winner = all.Find(other => other.HasKey(definition.Name)) ?? all.Find(other => other.Definition == definition)!;
        if (ReferenceEquals(winner, entry))
        {
            text.Append(definition.Name).Append(" = ").Append(TomlText.Quote(entry.Text)).Append('\n');
        }
    }

    private void Take(TomlTable root)
    {
        foreach ((string key, TomlNode node) in root.Entries)
        {
            switch (key, node)
            {
                case ("active", TomlScalar { Kind: TomlKind.Text } active):
                    Active = active.Text;
                    break;
                case ("profiles", TomlTable profiles):
                    TakeProfiles(profiles);
                    break;
                case ("active" or "profiles", _):
                    throw Misshapen(node, key is "active" ? "'active' has to be a name in quotes" : "'profiles' has to be sections [profiles.NAME]");
                default:
                    _others.Add(new KeyValuePair<string, TomlNode>(key, node));
                    break;
            }
        }
    }

    private void TakeProfiles(TomlTable profiles)
    {
        foreach ((string name, TomlNode node) in profiles.Entries)
        {
            if (node is not TomlTable section)
            {
                throw Misshapen(node, $"'{SettingText.Shorten(name)}' has to be a section [profiles.NAME]");
            }

            List<ProfileEntry> entries = [];
            foreach ((string key, TomlNode value) in section.Entries)
            {
                entries.Add(new ProfileEntry(key, value));
            }

            Profiles.Add(name, entries);
        }
    }

    private SettingsException Misshapen(TomlNode node, string problem)
        => new($"Cannot read profiles from {Path}: line {node.Line}: {problem}. Correct that line.", file: Path, line: node.Line);
}
