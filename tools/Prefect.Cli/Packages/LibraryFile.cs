namespace Prefect.Cli;

/// <summary>A file of a library, as a list of libraries names it.</summary>
/// <param name="Library">Name of the package or project.</param>
/// <param name="IsProject">Whether it is a project's output instead of a package's content.</param>
/// <param name="Folder">Folder of the package below the package folders, or the project's file; null where neither is known.</param>
/// <param name="File">Path of the file inside.</param>
internal sealed record LibraryFile(string Library, bool IsProject, string? Folder, string File);
