namespace Prefect.Client;

/// <summary>Puts the layers on top of each other, checks what is on top, and derives the defaults that depend on it.</summary>
internal sealed class SettingsResolution(SettingsSources sources, SettingsLoadOptions options, List<SettingsIssue> issues)
{
    private readonly Dictionary<SettingDefinition, SettingValue> _values = [];

    public IReadOnlyDictionary<SettingDefinition, SettingValue> Values => _values;

    /// <summary>Takes over what no stronger layer has said. Layers come strongest first.</summary>
    public void Apply(SettingsLayer layer)
    {
        foreach ((SettingDefinition definition, SettingCandidate candidate) in layer.Candidates)
        {
            if (!_values.ContainsKey(definition) && Accept(definition, candidate, layer.Source) is { } value)
            {
                _values.Add(definition, value);
            }
        }
    }

    public SettingValue Get(string path)
    {
        SettingDefinition definition = SettingsCatalog.Find(path);
        return Get(definition);
    }

    public SettingValue Get(SettingDefinition definition)
        => _values.TryGetValue(definition, out SettingValue? value)
            ? value
            : DefaultOf(definition);

    /// <summary>Gives a setting nobody set a default that depends on others.</summary>
    public void Derive(string path, string? text, string from)
    {
        SettingDefinition definition = SettingsCatalog.Find(path);
        if (text is not null && !_values.ContainsKey(definition))
        {
            _values.Add(definition, new SettingValue(definition, Expand(definition, text), SettingSource.Default, from));
        }
    }

    /// <summary>Replaces a value by one that follows from another setting.</summary>
    public void Force(string path, string text, string from)
    {
        SettingDefinition definition = SettingsCatalog.Find(path);
        _values[definition] = new SettingValue(definition, text, SettingSource.Default, from);
    }

    /// <summary>The server's derived defaults wait until somebody looks: no program of .NET needs them.</summary>
    private SettingValue DefaultOf(SettingDefinition definition) => definition.Path switch
    {
        "server.memo_store_path" => new(definition, Path.Combine(Get("home").Text!, "memo_store.toml"), SettingSource.Default, "PREFECT_HOME"),
        "server.ui.api_url" when Get("api.url").Text is { } api => new(definition, api, SettingSource.Default, "PREFECT_API_URL"),
        "server.ui.api_url" => new(
            definition, $"http://{Get("server.api.host").Text}:{Get("server.api.port").Text}/api", SettingSource.Default, "PREFECT_SERVER_API_HOST"),
        _ => new(definition, definition.Default is { } text ? Expand(definition, text) : null, SettingSource.Default, null),
    };

    private SettingValue? Accept(SettingDefinition definition, SettingCandidate candidate, SettingSource source)
    {
        if (candidate.Text.Length == 0)
        {
            return definition.IsOptional ? new SettingValue(definition, null, source, candidate.Origin) : null;
        }

        if (SettingParser.Expected(definition, candidate.Text) is not { } expected)
        {
            return new SettingValue(definition, Expand(definition, candidate.Text), source, candidate.Origin);
        }

        string message = $"{candidate.Key} ({candidate.Origin}) is {SettingText.Quote(definition, candidate.Text)}, expected {expected}."
            + " Correct it there, or remove it.";
        if (!definition.IsForPythonOnly && !options.IgnoreInvalidValues)
        {
            throw new SettingsException(message, candidate.Key, candidate.File, candidate.Line);
        }

        issues.Add(new SettingsIssue(IsError: !definition.IsForPythonOnly, message, candidate.Key, candidate.File, candidate.Line));
        return null;
    }

    private string Expand(SettingDefinition definition, string text)
    {
        if (definition.Type != SettingType.Path)
        {
            return definition.Type is SettingType.Text ? text : text.Trim();
        }

        if (definition.Path is not "home" && text.Contains("$PREFECT_HOME", StringComparison.Ordinal))
        {
            text = text.Replace("$PREFECT_HOME", Get("home").Text, StringComparison.Ordinal);
        }

        return PrefectHome.Absolute(text, sources.UserDirectory, sources.CurrentDirectory);
    }
}
