using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>Which files are uploaded, and under which names.</summary>
/// <param name="Files">Path of each file, and its name in the datastore.</param>
internal sealed record MlUploadPlan(IReadOnlyList<(string File, string Name)> Files)
{
    /// <param name="paths">One folder, or some files.</param>
    /// <param name="target">Folder in the datastore; null or empty for its root.</param>
    /// <param name="relativeRoot">Folder that names of files begin below; null for the one that they all are in.</param>
    /// <exception cref="ArgumentException">The paths are none of that, or a file is outside of the root.</exception>
    /// <exception cref="FileNotFoundException">A path leads nowhere.</exception>
    public static MlUploadPlan Make(IReadOnlyList<string> paths, string? target, string? relativeRoot)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentOutOfRangeException.ThrowIfZero(paths.Count, nameof(paths));
        string[] full = [.. paths.Select(Full)];
        string prefix = Prefix(target);
        if (full is [var folder] && Directory.Exists(folder))
        {
            IEnumerable<string> inside = IgnoreRules.None.EnumerateFiles(folder).Order(StringComparer.Ordinal);
            return new MlUploadPlan([.. inside.Select(file => (file, prefix + Below(folder, file)))]);
        }

        string root = string.IsNullOrEmpty(relativeRoot) ? CommonFolder(full) : Path.GetFullPath(relativeRoot);
        return new MlUploadPlan([.. full.Select(file => (file, prefix + Below(root, Existing(file))))]);
    }

    /// <summary>Gives the folder in the datastore, with a slash at its end unless it is the root.</summary>
    /// <exception cref="ArgumentException">The path leads out of the datastore.</exception>
    public static string Prefix(string? target)
    {
        string[] parts = (target ?? "").Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Any(part => part is "." or ".." || part.AsSpan().IndexOfAnyInRange('\0', '\x1f') >= 0)
            ? throw new ArgumentException("The path in the datastore has '.' or '..' between its slashes, or a control character.", nameof(target))
            : string.Concat(parts.Select(part => part + "/"));
    }

    private static string Full(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path, nameof(path));
        return Path.GetFullPath(path);
    }

    private static string Existing(string file) =>
        Directory.Exists(file) ? throw new ArgumentException($"'{file}' is a folder: give one folder alone, or files.", nameof(file))
        : File.Exists(file) ? file
        : throw new FileNotFoundException($"There is no file or folder '{file}' to upload.", file);

    private static string CommonFolder(string[] files)
    {
        string common = Path.GetDirectoryName(files[0]) ?? files[0];
        while (!files.All(file => file.StartsWith(WithSeparator(common), StringComparison.Ordinal)))
        {
            common = Path.GetDirectoryName(common) ?? throw new ArgumentException("The files are not below one folder: give relativeRoot.", nameof(files));
        }

        return common;
    }

    private static string Below(string root, string file)
    {
        string relative = Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/');
        return relative == ".." || relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? throw new ArgumentException($"'{file}' is not below '{root}'.", nameof(file))
            : relative;
    }

    private static string WithSeparator(string folder) =>
        Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar;
}
