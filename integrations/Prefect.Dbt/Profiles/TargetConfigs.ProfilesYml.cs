using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Dbt;

public sealed partial record TargetConfigs
{
    private static readonly string[] s_schemaNames = ["schema", "path", "dataset", "database"];

    /// <summary>Makes a block of a target in <c>profiles.yml</c>. What has no property here goes to <see cref="DbtConfigs.Extras"/>.</summary>
    /// <param name="profileName">Name of the profile. Default: the first one.</param>
    /// <param name="targetName">Name of the target. Default: the one that the profile names.</param>
    /// <param name="profilesDir">Folder of the file. Default: as for <see cref="PrefectDbtSettings.ProfilesDir"/>.</param>
    /// <param name="allowFieldOverrides">Whether a setting may be given twice.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="DbtConfigurationException">
    /// There is no such file, profile or target, or the target has no type, or none of schema, path, dataset and database.
    /// </exception>
    public static async Task<TargetConfigs> FromProfilesYmlAsync(
        string? profileName = null,
        string? targetName = null,
        string? profilesDir = null,
        bool allowFieldOverrides = false,
        CancellationToken cancellationToken = default)
    {
        PrefectDbtSettings settings = profilesDir is null ? new PrefectDbtSettings() : new PrefectDbtSettings { ProfilesDir = profilesDir };
        JsonObject profiles = await settings.LoadProfilesYmlAsync(cancellationToken).ConfigureAwait(false);
        string path = ProfilesFile.In(settings.ProfilesDir);
        profileName ??= profiles.Select(profile => profile.Key).FirstOrDefault(name => name != "config") ?? throw Missing("profile_name", $"'{path}' holds no profile.");
        JsonObject profile = profiles[profileName] as JsonObject ?? throw Missing("profile_name", $"There is no profile '{profileName}' in '{path}'.");
        JsonObject outputs = profile["outputs"] as JsonObject ?? throw Missing("outputs", $"The profile '{profileName}' in '{path}' has no outputs.");
        targetName ??= Text(profile["target"]) ?? throw Missing("target", $"The profile '{profileName}' in '{path}' names no target: say which.");
        JsonObject target = outputs[targetName] as JsonObject ?? throw Missing("target_name", $"The profile '{profileName}' in '{path}' has no target '{targetName}'.");
        return Of((JsonObject)target.DeepClone(), $"The target '{targetName}' of the profile '{profileName}' in '{path}'", allowFieldOverrides);
    }

    private static TargetConfigs Of(JsonObject target, string what, bool allowFieldOverrides)
    {
        string type = Text(Take(target, "type")) ?? throw Missing("type", $"{what} has no type.");
        string schemaName = Array.Find(s_schemaNames, target.ContainsKey)
            ?? throw Missing("schema", $"{what} has no schema: it is called one of {string.Join(", ", s_schemaNames)}.");
        string schema = Text(Take(target, schemaName)) ?? throw Missing("schema", $"{what} has no text for {schemaName}.");
        JsonNode? threads = Take(target, "threads");
        bool isNumber = long.TryParse(Text(threads), NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number is > 0 and <= int.MaxValue;
        if (threads is not null && !isNumber)
        {
            throw Missing("threads", $"{what} has no whole number from 1 on for threads.");
        }

        return new TargetConfigs
        {
            Type = type,
            Schema = schema,
            Threads = isNumber ? (int)number : 4,
            Extras = target.Count > 0 ? new SecretDictionary(target) : null,
            AllowFieldOverrides = allowFieldOverrides,
        };
    }

    private static JsonNode? Take(JsonObject members, string name) => members.Remove(name, out JsonNode? value) ? value : null;

    private static string? Text(JsonNode? node) => node?.GetValueKind() is JsonValueKind.String or JsonValueKind.Number ? node.ToString() : null;

    private static DbtConfigurationException Missing(string field, string message) => new(field, message);
}
