namespace Prefect.Benchmarks;

/// <summary>A new folder that is removed with all it holds.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private ScratchFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>Makes a folder on the disk that holds temporary files.</summary>
    public static ScratchFolder OnDisk() => new(Directory.CreateTempSubdirectory("prefect-bench-").FullName);

    /// <summary>Makes a folder in memory where the system has one, so that no disk is measured.</summary>
    public static ScratchFolder InMemory() =>
        Directory.Exists("/dev/shm")
            ? new ScratchFolder(Directory.CreateDirectory($"/dev/shm/prefect-bench-{Guid.NewGuid():N}").FullName)
            : OnDisk();

    public string Combine(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
