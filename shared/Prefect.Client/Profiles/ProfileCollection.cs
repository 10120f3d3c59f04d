using System.Diagnostics.CodeAnalysis;

namespace Prefect.Client;

/// <summary>
/// The profiles of a profiles file, with those that come with Prefect. Changes are made in memory; <see cref="Save"/> repeats
/// them on what the file holds by then, so that two programs do not undo each other's work.
/// </summary>
/// <remarks>An instance is for one thread at a time.</remarks>
public sealed partial class ProfileCollection
{
    private readonly List<Action<ProfileDocument>> _changes = [];
    private ProfileDocument _document;

    private ProfileCollection(ProfileDocument document, string? inUse)
    {
        _document = document;
        CurrentName = inUse ?? document.ActiveName;
    }

    /// <summary>The file, whether it exists or not.</summary>
    public string Path => _document.Path;

    /// <summary>Name of the profile the file makes active; <c>ephemeral</c> where it names none. It may not exist.</summary>
    public string ActiveName => _document.ActiveName;

    /// <summary>Name of the profile in use, which the command line or <c>PREFECT_PROFILE</c> may have chosen instead of the active one.</summary>
    public string CurrentName { get; private set; }

    /// <summary>Names of all profiles: those that come with Prefect, then the others in the order of the file.</summary>
    public IReadOnlyList<string> Names => [.. BuiltInProfiles.Names.Union(_document.Profiles.Keys, StringComparer.Ordinal)];

    /// <summary>Whether there are changes that <see cref="Save"/> would write.</summary>
    public bool HasChanges => _changes.Count > 0;

    /// <summary>Gets a profile as it stands now.</summary>
    /// <param name="name">Name of the profile; case matters.</param>
    /// <exception cref="SettingsException">There is no such profile; the message lists those there are.</exception>
    public Profile Get(string name) => TryGet(name, out Profile? profile) ? profile : throw _document.Unknown(name);

    /// <summary>Reads a profiles file. One that does not exist holds the profiles that come with Prefect.</summary>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="SettingsException">The file cannot be read, is no TOML, or does not hold profiles.</exception>
    public static ProfileCollection Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new ProfileCollection(ProfileDocument.Read(System.IO.Path.GetFullPath(path)), inUse: null);
    }

    /// <summary>Finds a profile as it stands now.</summary>
    /// <returns>Whether there is one of that name; case matters.</returns>
    public bool TryGet(string? name, [NotNullWhen(true)] out Profile? profile)
    {
        profile = null;
        if (name is null)
        {
            return false;
        }

        if (_document.Profiles.TryGetValue(name, out List<ProfileEntry>? entries))
        {
            profile = new Profile(name, [.. entries], Path);
        }
        else if (BuiltInProfiles.TryGet(name) is { } builtIn)
        {
            profile = new Profile(name, builtIn, file: null);
        }

        return profile is not null;
    }

    /// <summary>Checks every profile: unknown and outdated keys, values of the wrong kind, an active profile that does not exist.</summary>
    public IReadOnlyList<SettingsIssue> Validate()
    {
        List<SettingsIssue> issues = [.. Names.SelectMany(name => ProfileChecks.OfEverything(Get(name)))];
        if (!_document.Has(ActiveName))
        {
            issues.Add(ProfileChecks.OfMissingActive(this));
        }

        return issues;
    }

    /// <summary>Checks one profile.</summary>
    /// <exception cref="SettingsException">There is no such profile.</exception>
    public IReadOnlyList<SettingsIssue> Validate(string name) => [.. ProfileChecks.OfEverything(Get(name))];

    internal static ProfileCollection BuiltIn(string path) => new(ProfileDocument.Empty(path), inUse: null);

    internal static ProfileCollection Load(string path, string inUse) => new(ProfileDocument.Read(path), inUse);
}
