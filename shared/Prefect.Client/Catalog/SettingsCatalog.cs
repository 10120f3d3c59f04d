using System.Diagnostics.CodeAnalysis;

namespace Prefect.Client;

/// <summary>Lists every setting of Prefect 3, and the few that only .NET has (<c>PREFECT_DOTNET_…</c>).</summary>
public static partial class SettingsCatalog
{
    private static readonly string[] LogLevels = ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"];

    private static readonly Index Own = Index.Build([.. ConnectionSettings(), .. WorkSettings(), .. PythonSettings(), .. DotNetSettings()]);

    /// <summary>Every setting, sorted by name.</summary>
    public static IReadOnlyList<SettingDefinition> All => Everything.Sorted;

    /// <summary>Finds a setting by its name, by one of its older names, or by its dotted path; case does not matter.</summary>
    /// <param name="name">Such as <c>PREFECT_API_URL</c>, <c>prefect_api_url</c> or <c>api.url</c>.</param>
    /// <param name="definition">The setting, where there is one.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryFind(string? name, [NotNullWhen(true)] out SettingDefinition? definition)
    {
        definition = null;
        return !string.IsNullOrEmpty(name)
            && (TryFindByName(name, out definition) || TryFindByPath(name, out definition));
    }

    /// <summary>Finds a setting as <see cref="TryFind"/> does.</summary>
    /// <exception cref="SettingsException">No setting has that name; the message offers the nearest one.</exception>
    public static SettingDefinition Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return TryFind(name, out SettingDefinition? definition)
            ? definition
            : throw new SettingsException($"No setting is called '{SettingText.Shorten(name)}'.{Hint(name)}", key: name);
    }

    internal static bool TryFindByName(string name, [NotNullWhen(true)] out SettingDefinition? definition)
        => Own.ByName.TryGetValue(name, out definition)
            || (name.StartsWith("PREFECT_", StringComparison.OrdinalIgnoreCase) && Server.Names.ByName.TryGetValue(name, out definition));

    internal static bool TryFindByPath(string path, [NotNullWhen(true)] out SettingDefinition? definition)
        => Own.ByPath.TryGetValue(path, out definition)
            || (path.StartsWith("server.", StringComparison.OrdinalIgnoreCase) && Server.Names.ByPath.TryGetValue(path, out definition));

    /// <summary>Whether a dotted path leads to settings, as <c>client.metrics</c> does.</summary>
    internal static bool IsGroup(string path)
    {
        string prefix = path + ".";
        return All.Any(definition => definition.Path.StartsWith(prefix, StringComparison.Ordinal));
    }

    /// <summary>Returns a sentence that offers the nearest known name, with a space before it, or an empty text.</summary>
    internal static string Hint(string name)
    {
        string wanted = name.ToUpperInvariant();
        string? best = null;
        int distance = (wanted.Length / 4) + 1;
        foreach (SettingDefinition definition in wanted.Length > 100 ? [] : All)
        {
            int found = EditDistance.Between(wanted, definition.Name, distance);
            if (found < distance)
            {
                (best, distance) = (definition.Name, found);
            }
        }

        return best is null ? "" : $" Did you mean {best}?";
    }

    private static SettingDefinition Define(
        string path,
        SettingType type,
        string? defaultValue,
        string description,
        string? alias = null,
        bool optional = false,
        bool secret = false,
        double? minimum = null,
        double? maximum = null,
        string[]? choices = null)
        => new(path, type, defaultValue, description)
        {
            Aliases = alias is null ? [] : [alias],
            IsOptional = optional,
            IsSecret = secret,
            Minimum = minimum,
            Maximum = maximum,
            Choices = choices ?? [],
        };

    /// <summary>More than half of all settings: made only when one of them is named, since every program's start waits for the rest.</summary>
    private static class Server
    {
        public static readonly Index Names = Index.Build([.. ServerSettings(), .. ServerDatabaseSettings(), .. ServerServicesSettings()]);
    }

    private static class Everything
    {
        public static readonly SettingDefinition[] Sorted =
            [.. Own.ByPath.Values.Concat(Server.Names.ByPath.Values).OrderBy(definition => definition.Name, StringComparer.Ordinal)];
    }

    private sealed class Index(Dictionary<string, SettingDefinition> byName, Dictionary<string, SettingDefinition> byPath)
    {
        public Dictionary<string, SettingDefinition> ByName { get; } = byName;

        public Dictionary<string, SettingDefinition> ByPath { get; } = byPath;

        public static Index Build(SettingDefinition[] all)
        {
            Dictionary<string, SettingDefinition> byName = new(all.Length * 2, StringComparer.OrdinalIgnoreCase);
            Dictionary<string, SettingDefinition> byPath = new(all.Length, StringComparer.OrdinalIgnoreCase);
            foreach (SettingDefinition definition in all)
            {
                byName.Add(definition.Name, definition);
                byPath.Add(definition.Path, definition);
                foreach (string alias in definition.Aliases)
                {
                    byName.Add(alias, definition);
                }
            }

            return new Index(byName, byPath);
        }
    }
}
