namespace Prefect.Blocks;

internal static class HomeFolder
{
    /// <summary>Replaces a leading <c>~</c> by the home folder.</summary>
    public static string Expand(string path) =>
        path == "~" || path.StartsWith("~/", StringComparison.Ordinal) || path.StartsWith("~\\", StringComparison.Ordinal)
            ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + path[1..]
            : path;
}
