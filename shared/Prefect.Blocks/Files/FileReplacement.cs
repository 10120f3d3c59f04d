namespace Prefect.Blocks;

/// <summary>
/// A file written beside its final place and moved there when complete, so that nobody ever sees half of it. Disposing without
/// <see cref="Commit"/> removes what was written.
/// </summary>
public sealed class FileReplacement : IDisposable
{
    private readonly string _target;
    private bool _committed;

    /// <summary>Chooses a temporary name in the folder of a file.</summary>
    /// <param name="target">The final path; its folder must exist.</param>
    /// <exception cref="ArgumentException"><paramref name="target"/> is null or empty.</exception>
    /// <exception cref="IOException"><paramref name="target"/> is a folder.</exception>
    public FileReplacement(string target)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        _target = Path.GetFullPath(target);
        if (Path.EndsInDirectorySeparator(_target) || Directory.Exists(_target))
        {
            throw new IOException($"'{_target}' is a folder: name the file that is to be written.");
        }

        TemporaryPath = Path.Combine(Path.GetDirectoryName(_target)!, $".{Guid.NewGuid():N}.partial");
    }

    /// <summary>Where to write.</summary>
    public string TemporaryPath { get; }

    /// <summary>Moves the file to its final path, replacing what is there.</summary>
    /// <exception cref="IOException">It cannot be moved.</exception>
    public void Commit()
    {
        File.Move(TemporaryPath, _target, overwrite: true);
        _committed = true;
    }

    /// <summary>Removes what was written and not committed.</summary>
    public void Dispose()
    {
        if (!_committed)
        {
            File.Delete(TemporaryPath);
        }
    }
}
