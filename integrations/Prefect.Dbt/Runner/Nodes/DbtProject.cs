using Microsoft.Extensions.Logging;

namespace Prefect.Dbt;

/// <summary>What is known of the project while a command runs: dbt writes the manifest after parsing, before the first node begins.</summary>
internal sealed class DbtProject(DbtManifest manifest, DbtAssetOptions options, ILogger logger)
{
    private readonly DbtAssets _assets = new(manifest, options, logger);

    public DbtGraph Graph { get; } = new(manifest);

    public DbtAssets Assets => _assets;

    /// <summary>Finds a node, source or unit test; null when the manifest has none of the id.</summary>
    public DbtManifestNode? Find(string nodeId) => manifest.Nodes.GetValueOrDefault(nodeId) ?? manifest.UnitTests.GetValueOrDefault(nodeId);
}
