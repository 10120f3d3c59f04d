namespace Prefect.Blocks;

/// <summary>
/// A local folder that receives what a store holds, under the names it has there. Whoever can write to the store chose those names:
/// unlike a path that the caller gives, which <see cref="ContainedPath"/> follows, a name that is not plain is refused.
/// </summary>
/// <param name="path">Path of the folder, which need not exist. Default: the current one.</param>
public sealed class LocalFolder(string? path = null)
{
    private readonly HashSet<string> _trusted = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Absolute path of the folder.</summary>
    public string FullPath { get; } =
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(string.IsNullOrEmpty(path) ? Directory.GetCurrentDirectory() : path));

    /// <summary>Gives the local path of a name from elsewhere.</summary>
    /// <param name="name">Path below the folder, slashes between names.</param>
    /// <exception cref="UnsafePathException">
    /// The name is empty or absolute, has an empty name, <c>.</c> or <c>..</c> between its slashes, a backslash, a drive letter or a
    /// control character, or leads through a link that stands in the folder.
    /// </exception>
    public string Resolve(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string[] segments = name.Split('/');
        if (Array.Find(segments, IsUnsafe) is { } segment)
        {
            throw new UnsafePathException(name, segment.Length == 0 ? "it has an empty name between its slashes" : $"no file can safely be called '{Printable(segment)}'");
        }

        string folder = FullPath;
        foreach (string between in segments.AsSpan(0, segments.Length - 1))
        {
            folder = Path.Combine(folder, between);
            Trust(folder, name);
        }

        return Path.Combine(folder, segments[^1]);
    }

    private static bool IsUnsafe(string segment) =>
        segment is "" or "." or ".."
        || segment.Contains('\\', StringComparison.Ordinal)
        || segment.AsSpan().IndexOfAnyInRange('\0', '\x1f') >= 0
        || (segment.Length > 1 && segment[1] == ':' && char.IsAsciiLetter(segment[0]))
        || (OperatingSystem.IsWindows() && (segment.Contains(':', StringComparison.Ordinal) || segment[^1] is '.' or ' '));

    private static string Printable(string text) =>
        string.Concat(text.Take(100).Select(character => char.IsControl(character) ? '?' : character));

    // A link that somebody left in the folder must not carry a download elsewhere. Each folder is looked at once.
    private void Trust(string folder, string name)
    {
        lock (_gate)
        {
            if (_trusted.Contains(folder))
            {
                return;
            }
        }

        if (new DirectoryInfo(folder).LinkTarget is not null)
        {
            throw new UnsafePathException(name, $"'{folder}' is a link, which may lead out of the folder");
        }

        lock (_gate)
        {
            _trusted.Add(folder);
        }
    }
}
