using System.Text.Json.Nodes;

namespace Prefect.Dbt;

/// <summary>The folder whose <c>profiles.yml</c> a command uses, or the one that stands in for it where a block gives that file.</summary>
internal static class DbtProfilesFolder
{
    public const string Variable = "DBT_PROFILES_DIR";

    /// <summary>Chooses the folder: the one asked for, that of the environment, or <c>.dbt</c> in the home folder.</summary>
    /// <param name="asked">The one asked for; null for none.</param>
    /// <param name="variables">Gives variables of the environment, those that go first before others.</param>
    public static string Choose(string? asked, params ReadOnlySpan<Func<string, string?>> variables)
    {
        string? chosen = string.IsNullOrWhiteSpace(asked) ? null : asked;
        foreach (Func<string, string?> variable in variables)
        {
            chosen ??= variable(Variable) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
        }

        return Path.GetFullPath(HomePath.Expand(chosen ?? ProfilesFile.HomeFolder));
    }

    /// <summary>Gives the folder that a command is to use, with a <c>profiles.yml</c> in it, until what is given is disposed of.</summary>
    /// <exception cref="DbtConfigurationException">There is none and no profile to write; or there is one that may not be replaced.</exception>
    public static async Task<DbtProfilesLease> PrepareAsync(
        string folder, DbtCliProfile? profile, bool overwrite, CancellationToken cancellationToken)
    {
        string path = ProfilesFile.In(folder);
        bool isThere = File.Exists(path);
        if (profile is null)
        {
            return !isThere ? throw new DbtConfigurationException("dbt_cli_profile", $"There is no '{path}': make it, set profiles_dir to its folder, or give dbt_cli_profile.")
                : overwrite ? throw new DbtConfigurationException("dbt_cli_profile", $"'{path}' is to be replaced, but with what? Give dbt_cli_profile, or leave overwrite_profiles unset.")
                : DbtProfilesLease.Of(folder);
        }

        if (isThere && !overwrite)
        {
            throw new DbtConfigurationException(
                "overwrite_profiles", $"'{path}' is there already: set overwrite_profiles to use dbt_cli_profile in its place, or leave dbt_cli_profile out to use it.");
        }

        JsonObject content = await profile.GetProfileAsync(cancellationToken).ConfigureAwait(false);
        return await DbtProfilesLease.WriteAsync(YamlDocument.Write(content), cancellationToken).ConfigureAwait(false);
    }
}
