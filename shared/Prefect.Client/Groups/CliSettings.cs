namespace Prefect.Client;

/// <summary>How the command line talks.</summary>
public sealed class CliSettings
{
    internal CliSettings(SettingReader read)
    {
        Colors = read.Switch("cli.colors");
        Prompt = read.OptionalSwitch("cli.prompt");
        WrapLines = read.Switch("cli.wrap_lines");
    }

    /// <summary>Whether it prints in colour. On by default.</summary>
    public bool Colors { get; }

    /// <summary>Whether it asks questions; <see langword="null"/>, the default, leaves that to the terminal.</summary>
    public bool? Prompt { get; }

    /// <summary>Whether it wraps long lines. On by default.</summary>
    public bool WrapLines { get; }
}
