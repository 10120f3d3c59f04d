namespace Prefect.Blocks;

/// <summary>Resolves paths that must stay inside a folder, whatever they are made of: <c>..</c>, links, other separators.</summary>
public static class ContainedPath
{
    private static readonly char[] s_separators = ['/', '\\'];

    private static readonly StringComparison s_comparison =
        OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Resolves a path against a folder.</summary>
    /// <param name="folder">The folder, absolute.</param>
    /// <param name="path">A relative path, or an absolute one inside the folder.</param>
    /// <returns>The absolute path, links in it followed.</returns>
    /// <exception cref="ArgumentException">The path is null or empty, or leads out of the folder.</exception>
    public static string Resolve(string folder, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (path.Contains('\0', StringComparison.Ordinal) || EscapesUnderAnotherSeparator(path))
        {
            throw Outside(folder, path);
        }

        string root = FollowLinks(Path.GetFullPath(folder));
        string target = FollowLinks(Path.GetFullPath(path, root));
        return Contains(root, target) ? target : throw Outside(folder, path);
    }

    /// <summary>Tells whether a path is a folder or lies inside it; both absolute, links followed.</summary>
    internal static bool Contains(string folder, string path) =>
        path.Equals(folder, s_comparison)
        || path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, s_comparison);

    /// <summary>Follows the links in every part of a path that exists.</summary>
    internal static string FollowLinks(string path)
    {
        string root = Path.GetPathRoot(path) ?? "";
        string resolved = root;
        foreach (string part in path[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            resolved = Path.Combine(resolved, part);
            FileSystemInfo entry = new DirectoryInfo(resolved);
            if (entry.LinkTarget is not null)
            {
                // A link that leads nowhere keeps its target's path: writing through it would make that file.
                resolved = entry.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
                resolved = FollowLinks(resolved);
            }
        }

        return resolved;
    }

    /// <summary>On a system with one separator the other one is part of a name; "..\x" is refused there all the same.</summary>
    private static bool EscapesUnderAnotherSeparator(string path)
    {
        int depth = 0;
        foreach (string part in path.Split(s_separators, StringSplitOptions.RemoveEmptyEntries))
        {
            depth += part switch { ".." => -1, "." => 0, _ => 1 };
            if (depth < 0)
            {
                return true;
            }
        }

        return !OperatingSystem.IsWindows() && path.Length > 1 && path[1] == ':' && char.IsAsciiLetter(path[0]);
    }

    private static ArgumentException Outside(string folder, string path) => new(
        $"The path '{BlockNames.Shorten(path)}' leads out of '{folder}'. Give a path inside of it.", nameof(path));
}
