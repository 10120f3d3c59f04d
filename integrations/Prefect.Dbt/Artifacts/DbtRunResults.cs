using System.Text.Json;
using System.Text.Json.Serialization;

namespace Prefect.Dbt;

/// <summary>What became of the nodes of one command of dbt: the file <c>run_results.json</c>.</summary>
[JsonConverter(typeof(DbtDocumentConverter<DbtRunResults>))]
public sealed class DbtRunResults : IDbtDocument<DbtRunResults>
{
    private DbtRunResults(JsonElement json)
    {
        Json = json;
        Metadata = DbtArtifactMetadata.Of(json.Object("metadata"));
        Args = json.Object("args");
        ElapsedTime = json.Seconds("elapsed_time") ?? TimeSpan.Zero;
        Results = json.Objects("results", DbtRunResult.Of);
    }

    /// <summary>The whole document, with what has no property here.</summary>
    public JsonElement Json { get; }

    /// <summary>Who wrote it, and when.</summary>
    public DbtArtifactMetadata Metadata { get; }

    /// <summary>The arguments of the command, defaults included; <c>which</c> is its name.</summary>
    public JsonElement Args { get; }

    /// <summary>How long the command took.</summary>
    public TimeSpan ElapsedTime { get; }

    /// <summary>The nodes that were carried out or skipped.</summary>
    public IReadOnlyList<DbtRunResult> Results { get; }

    /// <summary>Reads the text of the file.</summary>
    /// <param name="utf8">The text in UTF-8.</param>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static DbtRunResults Parse(ReadOnlySpan<byte> utf8) => DbtDocuments.Parse<DbtRunResults>(utf8);

    /// <summary>Takes the document up.</summary>
    /// <param name="json">The document.</param>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static DbtRunResults FromJson(JsonElement json) => DbtDocuments.Of<DbtRunResults>(json);

    /// <summary>Reads the file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static Task<DbtRunResults> LoadAsync(string path, CancellationToken cancellationToken = default) => DbtDocuments.LoadAsync<DbtRunResults>(path, cancellationToken);

    static DbtRunResults IDbtDocument<DbtRunResults>.Of(JsonElement json) => new(json);
}
