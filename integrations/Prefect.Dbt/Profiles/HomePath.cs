namespace Prefect.Dbt;

/// <summary>Paths that may begin with the home folder.</summary>
internal static class HomePath
{
    public static string Home => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    /// <summary>Puts the home folder in place of a leading <c>~</c>.</summary>
    public static string Expand(string path) => path switch
    {
        "~" => Home,
        ['~', '/' or '\\', .. var rest] => Path.Combine(Home, rest),
        _ => path,
    };
}
