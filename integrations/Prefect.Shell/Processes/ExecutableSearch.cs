namespace Prefect.Shell;

/// <summary>Finds programs as the system would, so that it can be said what was not found.</summary>
internal static class ExecutableSearch
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Gives the path of a program; null when there is none.</summary>
    /// <param name="name">Its name, or a path.</param>
    /// <param name="folder">What a path with folders in it is relative to.</param>
    /// <param name="variable">Gives variables of the environment that it will have.</param>
    public static string? Find(string name, string? folder, Func<string, string?> variable)
    {
        string[] endings = Endings(name, variable);
        if (name.AsSpan().ContainsAny(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar))
        {
            return In(Path.GetFullPath(folder ?? "."), name, endings);
        }

        string[] folders = (variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(place => In(Path.GetFullPath(place), name, endings)).FirstOrDefault(found => found is not null);
    }

    private static string? In(string folder, string name, string[] endings) =>
        endings.Select(ending => Path.GetFullPath(name + ending, folder)).FirstOrDefault(IsExecutable);

    private static bool IsExecutable(string path) =>
        File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Executable) != UnixFileMode.None);

    private static string[] Endings(string name, Func<string, string?> variable)
    {
        if (!OperatingSystem.IsWindows())
        {
            return [""];
        }

        string[] known = (variable("PATHEXT") ?? ".COM;.EXE;.BAT;.CMD").Split(';', StringSplitOptions.RemoveEmptyEntries);
        return Path.HasExtension(name) ? ["", .. known] : known;
    }
}
