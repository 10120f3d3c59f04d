namespace Prefect.Dbt;

/// <summary>The folders of one command.</summary>
/// <param name="Project">That of the project.</param>
/// <param name="Profiles">That of <c>profiles.yml</c>.</param>
/// <param name="TargetPath">That which dbt writes to, below that of the project.</param>
internal sealed record DbtFolders(string Project, string Profiles, string TargetPath)
{
    /// <summary>The folder that dbt writes to.</summary>
    public string Target => Path.Combine(Path.GetFullPath(Project), TargetPath);

    public string Manifest => Path.Combine(Target, "manifest.json");

    public string RunResults => Path.Combine(Target, "run_results.json");

    public string Sources => Path.Combine(Target, "sources.json");
}
