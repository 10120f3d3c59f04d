namespace Prefect.Cli;

/// <summary>An assembly that a project uses.</summary>
/// <param name="Library">Name of the package or project that it comes from.</param>
/// <param name="Path">Where the file is.</param>
internal sealed record ListedAssembly(string Library, string Path)
{
    /// <summary>Name of the assembly.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Whether a name is the assembly's or its package's; packages are found in any case.</summary>
    public bool IsCalled(string name) =>
        string.Equals(Library, name, StringComparison.OrdinalIgnoreCase) || string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}
