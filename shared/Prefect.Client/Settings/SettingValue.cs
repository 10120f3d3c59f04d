using System.Diagnostics;

namespace Prefect.Client;

/// <summary>The value a setting has, and where it came from.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class SettingValue
{
    private readonly string? _text;

    internal SettingValue(SettingDefinition definition, string? text, SettingSource source, string? origin)
    {
        Definition = definition;
        _text = text;
        Source = source;
        Origin = origin;
    }

    /// <summary>The setting this is the value of.</summary>
    public SettingDefinition Definition { get; }

    /// <summary>Kind of place the value came from.</summary>
    public SettingSource Source { get; }

    /// <summary>
    /// The place itself: a file with its line, the name of a variable, the name of a profile, or what a default was derived
    /// from. <see langword="null"/> for a plain default.
    /// </summary>
    public string? Origin { get; }

    /// <summary>Whether it differs from the default because somebody set it.</summary>
    public bool IsSet => Source != SettingSource.Default;

    /// <summary>Whether the setting has a value at all.</summary>
    public bool HasValue => _text is not null;

    /// <summary>Whether it would hide what a profile says, as a variable in the environment does.</summary>
    public bool OverridesProfile => Source > SettingSource.Profile;

    internal string? Text => _text;

    /// <summary>Returns the value as text, secrets masked, and passwords inside addresses too; "None" where there is no value.</summary>
    public string Display() => _text switch
    {
        null => "None",
        _ => IsSet || Origin is not null ? SettingMask.Apply(Definition, _text) : _text,
    };

    /// <summary>Returns the value itself, secret or not, or <see langword="null"/> where there is none.</summary>
    public string? Reveal() => _text;

    /// <summary>Returns name and displayed value.</summary>
    public override string ToString() => $"{Definition.Name}='{Display()}'";
}
