namespace Prefect.Git;

/// <summary>
/// A folder inside the target where git works, so that files need only be moved when all are there. It goes with all it holds, and so
/// does a target that was made for nothing.
/// </summary>
internal sealed class GitWorkplace : IDisposable
{
    private readonly string _target;
    private readonly string _path;
    private readonly string? _made;
    private int _folders;
    private bool _keepsTarget;

    public GitWorkplace(string target)
    {
        _target = target;
        _made = FirstMissing(target);
        Directory.CreateDirectory(target);
        _path = Directory.CreateDirectory(Path.Combine(target, $".{Guid.NewGuid():N}.partial")).FullName;
    }

    /// <summary>Gives the path of a folder that is not there yet.</summary>
    public string NewFolder() => Path.Combine(_path, $"{++_folders}");

    public void KeepTarget() => _keepsTarget = true;

    public void Dispose()
    {
        Remove(_path);
        for (string? path = _keepsTarget ? null : _target; path is not null && IsMadeHere(path) && IsEmpty(path); path = Path.GetDirectoryName(path))
        {
            Directory.Delete(path);
        }
    }

    private static bool IsEmpty(string path) => !Directory.EnumerateFileSystemEntries(path).Any();

    private bool IsMadeHere(string path) => _made is not null && path.StartsWith(_made, StringComparison.Ordinal);

    private static string? FirstMissing(string target)
    {
        string? missing = null;
        for (string? path = target; path is not null && !Directory.Exists(path); path = Path.GetDirectoryName(path))
        {
            missing = path;
        }

        return missing;
    }

    private static void Remove(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            // Git makes the files of its database read-only, and those cannot be removed there.
            foreach (string file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories))
            {
                File.SetAttributes(file, FileAttributes.Normal);
            }
        }

        Directory.Delete(path, recursive: true);
    }
}
