using Prefect.Blocks;

namespace Prefect.Git;

/// <summary>A local folder that takes in the files of a clone.</summary>
internal sealed class GitFolder
{
    private const string History = ".git";
    private static readonly char[] s_separators = ['/', '\\'];

    private readonly LocalFolder _folder;

    public GitFolder(string? path) => _folder = new LocalFolder(path);

    public string FullPath => _folder.FullPath;

    /// <summary>Checks the path of a folder of a repository, and gives it without slashes around it.</summary>
    /// <exception cref="ArgumentException">It leads out of the repository, or into its history.</exception>
    public static string Inside(string? path)
    {
        string[] parts = [.. (path ?? "").Split(s_separators, StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".")];
        bool isUnsafe = parts.Any(part => part == ".." || part.AsSpan().IndexOfAnyInRange('\0', '\x1f') >= 0)
            || (parts.Length > 0 && (parts[0].Equals(History, StringComparison.OrdinalIgnoreCase) || parts[0] is [_, ':', ..]))
            || path is ['/', ..] or ['\\', ..];
        return isUnsafe
            ? throw new ArgumentException("The folder leads out of the repository. Give its path from the repository's root, without '..'.", nameof(path))
            : string.Join('/', parts);
    }

    /// <summary>Whether a clone holds nothing but its history.</summary>
    public static bool IsEmpty(string clone) => !Directory.EnumerateFileSystemEntries(clone).Any(entry => Path.GetFileName(entry) != History);

    public GitWorkplace Prepare() => new(FullPath);

    /// <summary>Moves what is in a folder of a clone to the same place below this one, the history left out.</summary>
    /// <param name="clone">The clone.</param>
    /// <param name="from">The folder, inside the clone.</param>
    /// <param name="cancellationToken">Ends the moving.</param>
    public void TakeIn(string clone, string from, CancellationToken cancellationToken)
    {
        if (ContainsLink(clone, from))
        {
            throw new UnsafePathException(Name(clone, from), "it is a link, which may lead out of the repository");
        }

        // Everything is looked at before the first file is moved.
        List<(string Source, string Target)> moves = [.. Walk(clone, from).Select(file => (file, _folder.Resolve(Checked(clone, file))))];
        foreach ((string source, string target) in moves)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            Move(source, target);
        }
    }

    private static void Move(string source, string target)
    {
        if (!Directory.Exists(source))
        {
            File.Move(source, target, overwrite: true);
            return;
        }

        // A link to a folder, which counts as a folder here; what it replaces is a file or another link.
        if (new DirectoryInfo(target) is { Exists: true, LinkTarget: not null })
        {
            Directory.Delete(target);
        }
        else
        {
            File.Delete(target);
        }

        Directory.Move(source, target);
    }

    private static IEnumerable<string> Walk(string clone, string folder)
    {
        foreach (FileSystemInfo entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            if (folder == clone && entry.Name == History)
            {
                continue;
            }

            if (entry is not DirectoryInfo || entry.LinkTarget is not null)
            {
                yield return entry.FullName;
                continue;
            }

            foreach (string file in Walk(clone, entry.FullName))
            {
                yield return file;
            }
        }
    }

    /// <summary>Gives the name of a file in the repository; a link is kept as one, as long as it leads to somewhere inside.</summary>
    private static string Checked(string clone, string file)
    {
        string name = Name(clone, file);
        if (new FileInfo(file).LinkTarget is not { } link)
        {
            return name;
        }

        return LeadsInside(clone, file, link) ? name : throw new UnsafePathException(name, "it is a link that leads out of the repository");
    }

    // A ".." after a name might begin at another link, and end elsewhere than the text says.
    private static bool LeadsInside(string clone, string file, string link)
    {
        string[] parts = link.Split(s_separators, StringSplitOptions.RemoveEmptyEntries);
        if (Path.IsPathRooted(link) || parts.SkipWhile(part => part is "." or "..").Contains("..", StringComparer.Ordinal))
        {
            return false;
        }

        string leadsTo = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, link));
        return (leadsTo + Path.DirectorySeparatorChar).StartsWith(clone + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    private static bool ContainsLink(string clone, string from)
    {
        for (string? path = from; path is not null && path.Length > clone.Length; path = Path.GetDirectoryName(path))
        {
            if (new DirectoryInfo(path).LinkTarget is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static string Name(string clone, string path) => Path.GetRelativePath(clone, path).Replace(Path.DirectorySeparatorChar, '/');
}
