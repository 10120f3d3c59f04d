namespace Prefect.Cli;

/// <summary>The project of a folder, as its last build or restore left it.</summary>
internal sealed class ProjectFolder
{
    /// <summary>How deep builds lie below <c>bin</c>: configuration, framework, runtime identifier, publish.</summary>
    private const int BuildDepth = 5;

    private readonly string _packages;
    private readonly string _folder;
    private List<ListedAssembly>? _assemblies;

    /// <summary>Looks at a folder.</summary>
    public ProjectFolder(CliHost host)
    {
        _folder = host.CurrentDirectory;
        _packages = host.Variable("NUGET_PACKAGES")
            ?? Path.Combine(
                host.Variable("HOME") ?? host.Variable("USERPROFILE") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
                ".nuget",
                "packages");
        (Description, BuildList, RestoreList) = Look();
    }

    /// <summary>What was looked at, in words for messages.</summary>
    public string Description { get; }

    /// <summary>The <c>.deps.json</c> of the newest build; null where there is none.</summary>
    public string? BuildList { get; }

    /// <summary>The program of the newest build; null where there is none.</summary>
    public string? Program =>
        BuildList is not null && Path.ChangeExtension(BuildList[..^".json".Length], ".dll") is var program && File.Exists(program)
            ? program
            : null;

    /// <summary>The assemblies that the project uses, its own among them; those of the build before those of the restore.</summary>
    public IReadOnlyList<ListedAssembly> Assemblies => _assemblies ??= List();

    private string? RestoreList { get; }

    private (string Description, string? Build, string? Restore) Look()
    {
        string? project = FirstFile(_folder, "*.*proj");
        if (project is null)
        {
            string? beside = FirstFile(_folder, "*.deps.json");
            return (beside is null ? $"the project of {_folder} (there is none)" : $"the program in {_folder}", beside, null);
        }

        string restore = Path.Combine(_folder, "obj", "project.assets.json");
        string? build = Newest(Path.Combine(_folder, "bin"), "*.deps.json");
        bool isRestored = File.Exists(restore);
        string state = (build, isRestored) switch
        {
            (null, false) => " (neither built nor restored: run 'dotnet build' first)",
            (null, true) => " (restored, not built)",
            _ => "",
        };
        return ($"the project {project}{state}", build, isRestored ? restore : null);
    }

    private List<ListedAssembly> List()
    {
        List<ListedAssembly> found = [];
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (string? list in (ReadOnlySpan<string?>)[BuildList, RestoreList])
        {
            if (list is null || LibraryList.TryRead(list) is not { } libraries)
            {
                continue;
            }

            List<string> folders = [.. libraries.PackageFolders, _packages];
            foreach (LibraryFile file in libraries.Files())
            {
                if (Locate(file, Path.GetDirectoryName(list)!, folders) is { } path && seen.Add(Path.GetFileName(path)))
                {
                    found.Add(new ListedAssembly(file.Library, path));
                }
            }
        }

        return found;
    }

    private string? Locate(LibraryFile file, string listFolder, List<string> packageFolders)
    {
        string name = Path.GetFileName(file.File);
        string beside = Path.Combine(listFolder, name);
        if (File.Exists(beside))
        {
            return beside;
        }

        if (file.Folder is null)
        {
            return null;
        }

        if (file.IsProject)
        {
            string? other = Path.GetDirectoryName(Path.GetFullPath(file.Folder, _folder));
            return other is null ? null : Newest(Path.Combine(other, "bin"), name);
        }

        foreach (string folder in packageFolders)
        {
            string path = Path.Combine(folder, file.Folder, file.File);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    private static string? FirstFile(string folder, string pattern)
    {
        foreach (string file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern) : [])
        {
            return file;
        }

        return null;
    }

    private static string? Newest(string folder, string pattern)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        string? newest = null;
        DateTime time = DateTime.MinValue;
        EnumerationOptions everywhere = new() { RecurseSubdirectories = true, MaxRecursionDepth = BuildDepth, IgnoreInaccessible = true };
        foreach (string file in Directory.EnumerateFiles(folder, pattern, everywhere))
        {
            DateTime written = File.GetLastWriteTimeUtc(file);
            if (written > time)
            {
                (newest, time) = (file, written);
            }
        }

        return newest;
    }
}
