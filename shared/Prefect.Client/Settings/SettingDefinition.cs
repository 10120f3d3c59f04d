namespace Prefect.Client;

/// <summary>Describes one setting: its names, what it holds, its default and what it is for.</summary>
public sealed class SettingDefinition
{
    internal SettingDefinition(string path, SettingType type, string? defaultValue, string description)
    {
        Path = path;
        Type = type;
        Default = defaultValue;
        Description = description;
        Name = "PREFECT_" + path.Replace('.', '_').ToUpperInvariant();
    }

    /// <summary>Name as an environment variable and as a key of a profile, such as <c>PREFECT_API_URL</c>.</summary>
    public string Name { get; }

    /// <summary>Dotted path in <c>prefect.toml</c>, such as <c>api.url</c>.</summary>
    public string Path { get; }

    /// <summary>What its text has to look like.</summary>
    public SettingType Type { get; }

    /// <summary>Text of the default, or <see langword="null"/> where there is none or it is derived from other settings.</summary>
    public string? Default { get; }

    /// <summary>What it is for, in one sentence.</summary>
    public string Description { get; }

    /// <summary>Older names that are still read. The canonical name wins over them.</summary>
    public IReadOnlyList<string> Aliases { get; internal init; } = [];

    /// <summary>Whether its value is hidden wherever settings are printed.</summary>
    public bool IsSecret { get; internal init; }

    /// <summary>The words a <see cref="SettingType.Choice"/> allows; empty for other types.</summary>
    public IReadOnlyList<string> Choices { get; internal init; } = [];

    /// <summary>Smallest allowed number, or <see langword="null"/>.</summary>
    public double? Minimum { get; internal init; }

    /// <summary>Largest allowed number, or <see langword="null"/>.</summary>
    public double? Maximum { get; internal init; }

    /// <summary>Whether it may be absent, so that an empty text means "none" instead of "not given".</summary>
    public bool IsOptional { get; internal init; }

    /// <summary>Whether only .NET knows it, so that it is never written to the profiles file Python shares.</summary>
    public bool IsDotNetOnly => Path.StartsWith("dotnet.", StringComparison.Ordinal);

    /// <summary>Whether only a Prefect server or Python reads it. Its value is kept and shown; a bad one is a warning here.</summary>
    public bool IsForPythonOnly => Path.Split('.')[0] is "server" or "runner" or "worker" or "experiments" or "telemetry";

    /// <summary>Whether <c>config set</c> may put it into a profile: the places of home and profiles file, and .NET's own settings, may not.</summary>
    public bool IsAllowedInProfile => !IsDotNetOnly && Path is not ("home" or "profiles_path");

    /// <inheritdoc/>
    public override string ToString() => Name;
}
