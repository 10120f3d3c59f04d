namespace Prefect.Testing;

/// <summary>A new, empty directory, readable by this user only, that is removed with all it holds.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    /// <summary>Creates the directory below the system's folder for temporary files.</summary>
    public TemporaryDirectory() => Path = Directory.CreateTempSubdirectory("prefect-test-").FullName;

    /// <summary>Full path of the directory.</summary>
    public string Path { get; }

    /// <summary>Gives the full path of an entry inside the directory, which need not exist.</summary>
    /// <param name="relative">Path below the directory.</param>
    /// <exception cref="ArgumentException">The path leads outside the directory.</exception>
    public string Combine(string relative)
    {
        ArgumentException.ThrowIfNullOrEmpty(relative);
        string full = System.IO.Path.GetFullPath(relative, Path);
        if (!full.StartsWith(Path + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{relative}' leads outside the temporary directory.", nameof(relative));
        }

        return full;
    }

    /// <summary>Writes a file, with the folders it needs.</summary>
    /// <returns>Full path of the file.</returns>
    /// <exception cref="ArgumentException">The path leads outside the directory.</exception>
    public string WriteFile(string relative, string content)
    {
        string full = Combine(relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
        return full;
    }

    /// <summary>Gives the path of the directory.</summary>
    public override string ToString() => Path;

    /// <summary>Removes the directory; once gone, does nothing.</summary>
    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
