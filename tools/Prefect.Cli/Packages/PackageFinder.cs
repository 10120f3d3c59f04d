using Prefect.Blocks;

namespace Prefect.Cli;

/// <summary>Finds assemblies that declare block types, without loading any.</summary>
internal sealed class PackageFinder(CliHost host)
{
    /// <summary>The project of the current folder.</summary>
    public ProjectFolder Project => field ??= new ProjectFolder(host);

    /// <summary>Finds a package or assembly by its name or path.</summary>
    /// <exception cref="CommandFailedException">There is none, or it declares no block types.</exception>
    public FoundPackage Find(string name)
    {
        if (IsPath(name))
        {
            return FromFile(name);
        }

        List<string> files = [];
        foreach (ListedAssembly assembly in Project.Assemblies)
        {
            if (assembly.IsCalled(name))
            {
                files.Add(assembly.Path);
            }
        }

        string bundled = Path.Combine(host.ToolDirectory, name + ".dll");
        if (files.Count == 0 && File.Exists(bundled))
        {
            files.Add(bundled);
        }

        return files.Count > 0
            ? new FoundPackage(name, ReadAll(name, files))
            : throw new CommandFailedException(
                $"There is no assembly or package '{Printable.Short(name)}' in {Project.Description}, nor beside the tool in {host.ToolDirectory}. "
                + "Go to a project that refers to it and build that, or name the file: --file path/to/Assembly.dll");
    }

    /// <summary>Reads an assembly file.</summary>
    /// <exception cref="UsageException">The path does not end like an assembly's.</exception>
    /// <exception cref="CommandFailedException">There is no such file, or it declares no block types.</exception>
    public FoundPackage FromFile(string path)
    {
        if (!path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
        {
            throw new UsageException($"'{Printable.Short(path)}' is no assembly: give a file whose name ends in .dll.");
        }

        string file = host.FullPath(path);
        return File.Exists(file)
            ? new FoundPackage(Path.GetFileNameWithoutExtension(file), ReadAll(path, [file]))
            : throw new CommandFailedException($"There is no file {Printable.Short(file, 400)}. Check the path, or build the project first.");
    }

    /// <summary>Finds the assembly that declares a block type: in the project first, then beside the tool.</summary>
    public FoundManifest? FindType(string slug, string? beside)
    {
        foreach (string file in Candidates(beside))
        {
            if (TryRead(file) is { } manifest && Declares(manifest, slug))
            {
                return new FoundManifest(file, manifest);
            }
        }

        return null;
    }

    /// <summary>Finds all assemblies with block types: of the project, and beside the tool.</summary>
    public IEnumerable<FoundManifest> FindAll()
    {
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (string file in Candidates(beside: null))
        {
            if (seen.Add(Path.GetFileName(file)) && TryRead(file) is { Blocks.Count: > 0 } manifest)
            {
                yield return new FoundManifest(file, manifest);
            }
        }
    }

    private static bool IsPath(string name) =>
        name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || name.AsSpan().ContainsAny('/', '\\');

    private static bool Declares(BlockManifest manifest, string slug)
    {
        foreach (BlockTypeManifest block in manifest.Blocks)
        {
            if (block.Slug == slug)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads a file that may well be no assembly, or one that cannot be read.</summary>
    private static BlockManifest? TryRead(string file)
    {
        try
        {
            return BlockManifestReader.TryRead(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or BlockDefinitionException)
        {
            return null;
        }
    }

    private static List<FoundManifest> ReadAll(string name, List<string> files)
    {
        List<FoundManifest> found = [];
        foreach (string file in files)
        {
            if (Read(file) is { Blocks.Count: > 0 } manifest)
            {
                found.Add(new FoundManifest(file, manifest));
            }
        }

        return found.Count > 0
            ? found
            : throw new CommandFailedException(
                $"'{Printable.Short(name)}' declares no block types ({files[0]}). A block is a sealed partial record marked with [Block], in a project "
                + "that refers to the Prefect.Blocks package.");
    }

    private static BlockManifest? Read(string file)
    {
        try
        {
            return BlockManifestReader.TryRead(file);
        }
        catch (BlockDefinitionException exception)
        {
            throw new CommandFailedException($"Cannot register from {file}: {exception.Message}", exception);
        }
    }

    private IEnumerable<string> Candidates(string? beside)
    {
        if (beside is not null)
        {
            foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(beside)!, "*.dll"))
            {
                yield return file;
            }
        }

        foreach (ListedAssembly assembly in Project.Assemblies)
        {
            yield return assembly.Path;
        }

        foreach (string file in Directory.Exists(host.ToolDirectory) ? Directory.EnumerateFiles(host.ToolDirectory, "*.dll") : [])
        {
            yield return file;
        }
    }
}
