namespace Prefect.Blocks;

/// <summary>Reads the manifest of an assembly file from its metadata; the assembly is neither loaded nor run.</summary>
public static class BlockManifestReader
{
    private const string Manifest = nameof(BlockManifestAttribute);
    private const string Version = "AssemblyInformationalVersionAttribute";

    /// <summary>Reads a manifest, or gives null when the file is no .NET assembly or has no manifest.</summary>
    /// <param name="path">Path of the assembly.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="BlockDefinitionException">The manifest is damaged.</exception>
    public static BlockManifest? TryRead(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        IReadOnlyList<(string Type, string? Argument)> found = AssemblyAttributes.TryRead(path, Manifest, Version) ?? [];
        return Argument(Manifest) is { } json ? BlockManifest.Parse(json, Argument(Version)) : null;

        string? Argument(string type) => found.LastOrDefault(attribute => attribute.Type == type).Argument;
    }
}
