using System.Text.Json;
using System.Text.Json.Serialization;

namespace Prefect.Dbt;

/// <summary>How fresh the sources are: the file <c>sources.json</c>.</summary>
[JsonConverter(typeof(DbtDocumentConverter<DbtSourceFreshness>))]
public sealed class DbtSourceFreshness : IDbtDocument<DbtSourceFreshness>
{
    private DbtSourceFreshness(JsonElement json)
    {
        Json = json;
        Metadata = DbtArtifactMetadata.Of(json.Object("metadata"));
        ElapsedTime = json.Seconds("elapsed_time") ?? TimeSpan.Zero;
        Results = json.Objects("results", DbtSourceFreshnessResult.Of);
    }

    /// <summary>The whole document, with what has no property here.</summary>
    public JsonElement Json { get; }

    /// <summary>Who wrote it, and when.</summary>
    public DbtArtifactMetadata Metadata { get; }

    /// <summary>How long the command took.</summary>
    public TimeSpan ElapsedTime { get; }

    /// <summary>The sources that were looked at.</summary>
    public IReadOnlyList<DbtSourceFreshnessResult> Results { get; }

    /// <summary>Reads the text of the file.</summary>
    /// <param name="utf8">The text in UTF-8.</param>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static DbtSourceFreshness Parse(ReadOnlySpan<byte> utf8) => DbtDocuments.Parse<DbtSourceFreshness>(utf8);

    /// <summary>Takes the document up.</summary>
    /// <param name="json">The document.</param>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static DbtSourceFreshness FromJson(JsonElement json) => DbtDocuments.Of<DbtSourceFreshness>(json);

    /// <summary>Reads the file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static Task<DbtSourceFreshness> LoadAsync(string path, CancellationToken cancellationToken = default) => DbtDocuments.LoadAsync<DbtSourceFreshness>(path, cancellationToken);

    static DbtSourceFreshness IDbtDocument<DbtSourceFreshness>.Of(JsonElement json) => new(json);
}
