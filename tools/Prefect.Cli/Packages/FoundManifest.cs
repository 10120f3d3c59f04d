using Prefect.Blocks;

namespace Prefect.Cli;

/// <summary>The block types of an assembly file.</summary>
internal sealed record FoundManifest(string Path, BlockManifest Manifest);
