using System.Diagnostics;

namespace Prefect.Client;

/// <summary>A named set of settings, as it stood when it was read.</summary>
[DebuggerDisplay("{Name,nq}")]
public sealed class Profile
{
    internal Profile(string name, IReadOnlyList<ProfileEntry> entries, string? file)
    {
        Name = name;
        Entries = entries;
        File = file;
    }

    /// <summary>Name of the profile.</summary>
    public string Name { get; }

    /// <summary>What it sets, in the order of the file.</summary>
    public IReadOnlyList<ProfileEntry> Entries { get; }

    /// <summary>File it stands in, or <see langword="null"/> for one that comes with Prefect and was never changed.</summary>
    public string? File { get; }

    /// <summary>Whether it comes with Prefect and stands in no file.</summary>
    public bool IsBuiltIn => File is null;

    /// <summary>Returns the value of a setting in this profile, found by any of its names, or <see langword="null"/>. It may be secret.</summary>
    public string? Reveal(string key)
    {
        ProfileEntry? found = null;
        SettingsCatalog.TryFind(key, out SettingDefinition? wanted);
        foreach (ProfileEntry entry in Entries)
        {
            bool isExact = entry.HasKey(wanted?.Name ?? key);
            if (isExact || (found is null && wanted is not null && entry.Definition == wanted))
            {
                found = entry;
            }
        }

        return found?.Text;
    }

    /// <summary>Returns the name: values may be secret.</summary>
    public override string ToString() => Name;
}
