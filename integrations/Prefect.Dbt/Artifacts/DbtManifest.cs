using System.Text.Json;
using System.Text.Json.Serialization;

namespace Prefect.Dbt;

/// <summary>All that a project of dbt consists of: the file <c>manifest.json</c>.</summary>
[JsonConverter(typeof(DbtDocumentConverter<DbtManifest>))]
public sealed class DbtManifest : IDbtDocument<DbtManifest>
{
    private DbtManifest(JsonElement json)
    {
        Json = json;
        Metadata = DbtArtifactMetadata.Of(json.Object("metadata"));
        Nodes = json.Map("nodes", DbtManifestNode.Of);
        Sources = json.Map("sources", DbtManifestNode.Of);
        Exposures = json.Map("exposures", DbtManifestNode.Of);
        UnitTests = json.Map("unit_tests", DbtManifestNode.Of);
        ParentMap = json.Lists("parent_map");
        ChildMap = json.Lists("child_map");
    }

    /// <summary>The whole document, with what has no property here.</summary>
    public JsonElement Json { get; }

    /// <summary>Who wrote it, and when.</summary>
    public DbtArtifactMetadata Metadata { get; }

    /// <summary>Models, seeds, snapshots, tests, analyses and operations, by their ids.</summary>
    public IReadOnlyDictionary<string, DbtManifestNode> Nodes { get; }

    /// <summary>Sources, by their ids.</summary>
    public IReadOnlyDictionary<string, DbtManifestNode> Sources { get; }

    /// <summary>Exposures, by their ids.</summary>
    public IReadOnlyDictionary<string, DbtManifestNode> Exposures { get; }

    /// <summary>Unit tests, by their ids.</summary>
    public IReadOnlyDictionary<string, DbtManifestNode> UnitTests { get; }

    /// <summary>The ids that each id builds on.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ParentMap { get; }

    /// <summary>The ids that build on each id.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ChildMap { get; }

    /// <summary>Finds a node, source, exposure or unit test.</summary>
    /// <param name="uniqueId">Its id, such as <c>model.shop.orders</c>.</param>
    /// <returns>What it is; null where there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="uniqueId"/> is null.</exception>
    public DbtManifestNode? Find(string uniqueId) =>
        Nodes.GetValueOrDefault(uniqueId) ?? Sources.GetValueOrDefault(uniqueId) ?? UnitTests.GetValueOrDefault(uniqueId) ?? Exposures.GetValueOrDefault(uniqueId);

    /// <summary>Reads the text of the file.</summary>
    /// <param name="utf8">The text in UTF-8.</param>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static DbtManifest Parse(ReadOnlySpan<byte> utf8) => DbtDocuments.Parse<DbtManifest>(utf8);

    /// <summary>Takes the document up.</summary>
    /// <param name="json">The document.</param>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static DbtManifest FromJson(JsonElement json) => DbtDocuments.Of<DbtManifest>(json);

    /// <summary>Reads the file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static Task<DbtManifest> LoadAsync(string path, CancellationToken cancellationToken = default) => DbtDocuments.LoadAsync<DbtManifest>(path, cancellationToken);

    static DbtManifest IDbtDocument<DbtManifest>.Of(JsonElement json) => new(json);
}
