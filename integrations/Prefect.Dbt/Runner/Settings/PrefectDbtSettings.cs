using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Dbt;

/// <summary>
/// Where dbt finds its files, and what it tells. What is not said comes from the environment: <c>DBT_PROFILES_DIR</c>,
/// <c>DBT_PROJECT_DIR</c>, <c>DBT_TARGET_PATH</c> and <c>DBT_LOG_LEVEL</c>, as they are when the settings are made. Folders may begin with <c>~</c>.
/// </summary>
[SyncTwins]
public sealed partial record PrefectDbtSettings
{
    /// <summary>Folder of <c>profiles.yml</c>. Default: the current folder if the file is in it, else <c>~/.dbt</c>.</summary>
    public string ProfilesDir { get; init => field = HomePath.Expand(Checked(value, nameof(ProfilesDir))); } = Folder("DBT_PROFILES_DIR") ?? DbtNames.FindProfilesDir();

    /// <summary>Folder of the project: that of <c>dbt_project.yml</c>. Default: the current folder.</summary>
    public string ProjectDir { get; init => field = HomePath.Expand(Checked(value, nameof(ProjectDir))); } = Folder("DBT_PROJECT_DIR") ?? Directory.GetCurrentDirectory();

    /// <summary>Folder that dbt writes to, below that of the project. Default: <c>target</c>.</summary>
    public string TargetPath { get; init => field = Checked(value, nameof(TargetPath)); } = Variable("DBT_TARGET_PATH") ?? "target";

    /// <summary>What is logged of that which dbt tells. Default: as much as Prefect logs.</summary>
    public DbtLogLevel LogLevel { get; init; } = DbtLogLevels.Find(Variable("DBT_LOG_LEVEL")) ?? DbtLogLevels.Configured;

    /// <summary>The program: a path, or a name that is looked for in <c>PATH</c>. Default: <c>dbt</c>.</summary>
    public string Executable { get; init => field = Checked(value, nameof(Executable)); } = "dbt";

    /// <summary>Gives what <c>profiles.yml</c> holds.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="DbtConfigurationException">There is no such file, or it is no YAML.</exception>
    public async Task<JsonObject> LoadProfilesYmlAsync(CancellationToken cancellationToken = default) =>
        await YamlDocument.ReadAsync(ProfilesFile.In(ProfilesDir), cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Makes a folder with a copy of <c>profiles.yml</c> in which references to blocks (<c>{{ prefect.blocks.SLUG.NAME.FIELD }}</c>) and
    /// to variables (<c>{{ prefect.variables.NAME }}</c>) are followed. Values of variables stand in the copy; those of blocks do not: it
    /// asks for them with <c>env_var</c>, and <see cref="ResolvedProfiles.Environment"/> holds them.
    /// </summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The folder; disposing of it removes it.</returns>
    /// <exception cref="DbtConfigurationException">There is no such file, it is no YAML, or it refers to what is not there.</exception>
    public Task<ResolvedProfiles> ResolveProfilesYmlAsync(CancellationToken cancellationToken = default) =>
        ResolvedProfiles.CreateAsync(ProfilesDir, cancellationToken);

    /// <summary>Looks whether the folders and the files that dbt begins with are there.</summary>
    /// <exception cref="DbtConfigurationException">One is not; the message says which.</exception>
    public void ValidateForOrchestrator()
    {
        Require("profiles_dir", ProfilesDir, ProfilesFile.Name);
        Require("project_dir", ProjectDir, "dbt_project.yml");
    }

    private static void Require(string field, string folder, string file)
    {
        if (!Directory.Exists(folder))
        {
            throw new DbtConfigurationException(field, $"There is no folder '{folder}': set {field} of the settings.");
        }

        if (!File.Exists(Path.Combine(folder, file)))
        {
            throw new DbtConfigurationException(field, $"There is no {file} in '{folder}': set {field} of the settings.");
        }
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    private static string? Folder(string variable) => Variable(variable) is { } folder ? HomePath.Expand(folder) : null;

    private static string Checked(string value, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, name);
        return value;
    }
}
