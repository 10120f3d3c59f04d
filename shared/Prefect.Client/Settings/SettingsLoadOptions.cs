namespace Prefect.Client;

/// <summary>What <see cref="PrefectSettings.Load"/> reads from. By default: this process.</summary>
public sealed record SettingsLoadOptions
{
    /// <summary>Environment variables; those of the process by default. Names are compared without case, as Python does.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>Folder whose <c>.env</c>, <c>prefect.toml</c> and <c>pyproject.toml</c> are read; the process's by default.</summary>
    public string? CurrentDirectory { get; init; }

    /// <summary>Folder that <c>~</c> stands for; the user's by default.</summary>
    public string? UserDirectory { get; init; }

    /// <summary>Profile to use, whatever the environment or the profiles file say. For <c>--profile</c>.</summary>
    public string? Profile { get; init; }

    /// <summary>
    /// Values that win over every other source, by name, alias or dotted path. <see langword="null"/> or empty text means
    /// "none" where a setting may be absent.
    /// </summary>
    public IReadOnlyDictionary<string, string?>? Overrides { get; init; }

    /// <summary>
    /// Goes on with what the next source says where a value or a file cannot be read, and lists it in
    /// <see cref="PrefectSettings.Issues"/> instead of throwing. For commands that repair settings. Off by default.
    /// </summary>
    public bool IgnoreInvalidValues { get; init; }

    /// <summary>Returns the name of the type: the content may hold secrets.</summary>
    public override string ToString() => nameof(SettingsLoadOptions);
}
