using System.Collections;
using Prefect.Client.Toml;

namespace Prefect.Client;

/// <summary>Reads each place settings come from into a layer.</summary>
internal sealed class SettingsSources
{
    private readonly SettingsLoadOptions _options;
    private readonly List<SettingsIssue> _issues;

    public SettingsSources(SettingsLoadOptions options, List<SettingsIssue> issues)
    {
        _options = options;
        _issues = issues;
        CurrentDirectory = options.CurrentDirectory ?? Environment.CurrentDirectory;
        UserDirectory = options.UserDirectory ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        Variables = Relevant(options.Environment);
    }

    public string CurrentDirectory { get; }

    public string UserDirectory { get; }

    /// <summary>The variables that concern settings, by name without case.</summary>
    public Dictionary<string, string> Variables { get; }

    public SettingsLayer Explicit()
    {
        SettingsLayer layer = new(SettingSource.Explicit);
        if (_options.Overrides is null)
        {
            return layer;
        }

        foreach ((string name, string? value) in _options.Overrides)
        {
            SettingDefinition definition = SettingsCatalog.Find(name);
            layer.Add(definition, new SettingCandidate(value ?? "", definition.Name, "given explicitly"));
        }

        return layer;
    }

    public SettingsLayer FromEnvironment()
    {
        SettingsLayer layer = new(SettingSource.Environment);
        foreach ((string name, string value) in Variables)
        {
            if (SettingsCatalog.TryFindByName(name, out SettingDefinition? definition))
            {
                layer.Add(definition, new SettingCandidate(value, name, $"environment variable {name}"));
            }
        }

        return layer;
    }

    public SettingsLayer FromDotEnv()
    {
        SettingsLayer layer = new(SettingSource.DotEnv);
        string path = Path.Combine(CurrentDirectory, ".env");
        if (Tolerate(() => SettingsFile.TryReadText(path)) is not { } text || !text.Contains("PREFECT", StringComparison.OrdinalIgnoreCase))
        {
            return layer;
        }

        foreach ((string name, (string value, int line)) in DotEnvFile.Read(text, Variables))
        {
            if (SettingsCatalog.TryFindByName(name, out SettingDefinition? definition))
            {
                layer.Add(definition, new SettingCandidate(value, name, $"{path}, line {line}", path, line));
            }
        }

        return layer;
    }

    public SettingsLayer FromPrefectToml()
    {
        SettingsLayer layer = new(SettingSource.PrefectToml);
        string path = Path.Combine(CurrentDirectory, "prefect.toml");
        if (Tolerate(() => SettingsFile.TryReadText(path) is { } text ? SettingsFile.Parse(text, path) : null) is { } root)
        {
            ReadTables(layer, path, root, "");
        }

        return layer;
    }

    public SettingsLayer FromPyprojectToml()
    {
        SettingsLayer layer = new(SettingSource.PyprojectToml);
        string path = Path.Combine(CurrentDirectory, "pyproject.toml");
        TomlTable? root = Tolerate(() => SettingsFile.TryReadText(path) is { } text && text.Contains("prefect", StringComparison.Ordinal)
            ? SettingsFile.Parse(text, path)
            : null);
        if (root?.Table("tool")?.Table("prefect") is { } section)
        {
            ReadTables(layer, path, section, "");
        }

        return layer;
    }

    /// <summary>Runs a step; where the options say so, its failure becomes an issue.</summary>
    public T? Tolerate<T>(Func<T?> step)
        where T : class
    {
        try
        {
            return step();
        }
        catch (SettingsException failure) when (_options.IgnoreInvalidValues)
        {
            _issues.Add(new SettingsIssue(IsError: true, failure.Message, failure.Key, failure.File, failure.Line));
            return null;
        }
    }

    private void ReadTables(SettingsLayer layer, string file, TomlTable table, string prefix)
    {
        foreach ((string key, TomlNode node) in table.Entries)
        {
            string path = prefix + key;
            if (SettingsCatalog.TryFindByPath(path, out SettingDefinition? definition))
            {
                layer.Add(definition, new SettingCandidate(SettingNodeText.Of(node), path, $"{file}, line {node.Line}", file, node.Line));
            }
            else if (node is TomlTable inner && SettingsCatalog.IsGroup(path))
            {
                ReadTables(layer, file, inner, path + ".");
            }
            else
            {
                AddUnknown(path, file, node.Line);
            }
        }
    }

    private void AddUnknown(string path, string file, int line)
    {
        string message = $"{file}, line {line}: no setting is called '{SettingText.Shorten(path)}'; it is ignored."
            + SettingsCatalog.Hint("PREFECT_" + path.Replace('.', '_'));
        _issues.Add(new SettingsIssue(IsError: false, message, path, file, line));
    }

    private static Dictionary<string, string> Relevant(IReadOnlyDictionary<string, string>? given)
    {
        Dictionary<string, string> relevant = new(StringComparer.OrdinalIgnoreCase);
        if (given is not null)
        {
            foreach ((string name, string value) in given)
            {
                relevant[name] = value;
            }

            return relevant;
        }

        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            relevant[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        return relevant;
    }
}
