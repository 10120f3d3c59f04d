namespace Prefect.Cli;

/// <summary>The block types of a package.</summary>
/// <param name="Name">What it was found under.</param>
/// <param name="Manifests">Its assemblies that declare block types, with these.</param>
internal sealed record FoundPackage(string Name, IReadOnlyList<FoundManifest> Manifests);
