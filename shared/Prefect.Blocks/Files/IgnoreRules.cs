using MAB.DotIgnore;

namespace Prefect.Blocks;

/// <summary>Patterns of files to leave out, written as in <c>.gitignore</c>.</summary>
public sealed class IgnoreRules
{
    /// <summary>Name of the file of patterns that Prefect looks for in a folder.</summary>
    public const string DefaultFileName = ".prefectignore";

    private readonly IgnoreList? _rules;

    private IgnoreRules(IgnoreList? rules) => _rules = rules;

    /// <summary>Rules that leave nothing out.</summary>
    public static IgnoreRules None { get; } = new(null);

    /// <summary>Reads rules.</summary>
    /// <param name="lines">One pattern a line; empty lines and those that begin with <c>#</c> do not count.</param>
    /// <exception cref="ArgumentNullException"><paramref name="lines"/> is null.</exception>
    public static IgnoreRules Parse(IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        string[] patterns = [.. lines.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];
        return patterns.Length == 0 ? None : new IgnoreRules(new IgnoreList(patterns));
    }

    /// <summary>Reads a file of rules; one that is not there leaves nothing out.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IgnoreRules Load(string path) => File.Exists(path) ? Parse(File.ReadLines(path)) : None;

    /// <summary>Reads a file of rules that must be there.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IgnoreRules LoadRequired(string path) =>
        File.Exists(path)
            ? Load(path)
            : throw new FileNotFoundException($"There is no file of patterns '{path}'. Check its path, or leave it out.", path);

    /// <summary>Tells whether a file is left out, by its own path or by a folder it is in.</summary>
    /// <param name="relativePath">Path below the folder that the rules are for; slashes between names.</param>
    /// <exception cref="ArgumentException"><paramref name="relativePath"/> is null or empty.</exception>
    public bool Ignores(string relativePath)
    {
        ArgumentException.ThrowIfNullOrEmpty(relativePath);
        if (_rules is null)
        {
            return false;
        }

        for (int slash = relativePath.IndexOf('/', StringComparison.Ordinal); slash > 0;
             slash = relativePath.IndexOf('/', slash + 1))
        {
            if (_rules.IsIgnored(relativePath[..slash], pathIsDirectory: true))
            {
                return true;
            }
        }

        return _rules.IsIgnored(relativePath, pathIsDirectory: false);
    }

    /// <summary>Lists the files of a folder and of those below it that are not left out. Links to folders are not followed.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Absolute paths, folder by folder, in ordinal order.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public IEnumerable<string> EnumerateFiles(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string root = Path.GetFullPath(folder);
        return Walk(root, root);
    }

    private IEnumerable<string> Walk(string root, string folder)
    {
        DirectoryInfo directory = new(folder);
        foreach (FileInfo file in directory.EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            if (!Ignores(Relative(root, file.FullName)))
            {
                yield return file.FullName;
            }
        }

        foreach (DirectoryInfo child in directory.EnumerateDirectories().OrderBy(child => child.Name, StringComparer.Ordinal))
        {
            if (child.LinkTarget is not null || _rules?.IsIgnored(Relative(root, child.FullName), pathIsDirectory: true) == true)
            {
                continue;
            }

            foreach (string file in Walk(root, child.FullName))
            {
                yield return file;
            }
        }
    }

    private static string Relative(string root, string path) =>
        Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
}
