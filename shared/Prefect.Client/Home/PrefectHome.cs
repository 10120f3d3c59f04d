namespace Prefect.Client;

/// <summary>The folder of everything Prefect keeps on this machine (<c>PREFECT_HOME</c>). Folders made in it are for this user only.</summary>
public sealed class PrefectHome
{
    internal PrefectHome(string path) => Path = path;

    /// <summary>The folder, as an absolute path. It need not exist.</summary>
    public string Path { get; }

    /// <summary>Makes the folder where it is missing, with mode 0700 where the system has modes.</summary>
    /// <returns>Its path.</returns>
    /// <exception cref="SettingsException">A file is in the way, or the folder cannot be made.</exception>
    public string Create()
    {
        CreateFolder(Path);
        return Path;
    }

    /// <summary>Makes a folder inside it where it is missing, with mode 0700 where the system has modes.</summary>
    /// <param name="relativePath">Path inside the home, such as <c>storage</c>.</param>
    /// <returns>The folder's absolute path.</returns>
    /// <exception cref="ArgumentException">The path is empty, absolute, or leads out of the home.</exception>
    /// <exception cref="SettingsException">A file is in the way, or the folder cannot be made.</exception>
    public string CreateDirectory(string relativePath)
    {
        string folder = Combine(relativePath);
        CreateFolder(Path);
        CreateFolder(folder);
        return folder;
    }

    /// <summary>Returns the absolute path of something inside the home, without touching the disk.</summary>
    /// <exception cref="ArgumentException">The path is empty, absolute, or leads out of the home.</exception>
    public string Combine(string relativePath)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(relativePath);
        bool isInside = !System.IO.Path.IsPathRooted(relativePath)
            && !relativePath.Contains('\0', StringComparison.Ordinal)
            && !relativePath.Split('/', '\\').Contains("..", StringComparer.Ordinal);
        return isInside
            ? System.IO.Path.GetFullPath(relativePath, Path)
            : throw new ArgumentException($"'{SettingText.Shorten(relativePath)}' is not a path inside {Path}.", nameof(relativePath));
    }

    /// <summary>Returns the path.</summary>
    public override string ToString() => Path;

    internal static string Absolute(string path, string userDirectory, string currentDirectory)
    {
        bool isUsers = path is "~" || path.StartsWith("~/", StringComparison.Ordinal) || path.StartsWith(@"~\", StringComparison.Ordinal);
        string expanded = isUsers ? System.IO.Path.Join(userDirectory, path[1..]) : path;
        return System.IO.Path.GetFullPath(expanded, System.IO.Path.GetFullPath(currentDirectory));
    }

    internal static void CreateFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path);
            }
            else
            {
                Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            string reason = File.Exists(path) ? "a file of that name is in the way." : failure.Message;
            throw new SettingsException(
                $"Cannot make the folder {path}: {reason} Set PREFECT_HOME to a folder this user can write.", file: path, innerException: failure);
        }
    }
}
