using System.Text;
using System.Text.Json;

namespace Prefect.Dbt;

/// <summary>A file that a run has written.</summary>
public sealed class DbtCloudArtifact
{
    private readonly byte[] _content;

    internal DbtCloudArtifact(string path, byte[] content)
    {
        Path = path;
        _content = content;
    }

    /// <summary>Its path, such as <c>manifest.json</c> or <c>compiled/shop/models/orders.sql</c>.</summary>
    public string Path { get; }

    /// <summary>What is in it.</summary>
    public ReadOnlyMemory<byte> Content => _content;

    /// <summary>What is in it as a text.</summary>
    public string Text => Encoding.UTF8.GetString(_content);

    /// <summary>Whether its name says that it is JSON.</summary>
    public bool IsJson => Path.EndsWith(".json", StringComparison.Ordinal);

    /// <summary>Gives the document of a <c>.json</c> file, and the text of any other one as a JSON text.</summary>
    /// <exception cref="JsonException">The name says that it is JSON, and it is not.</exception>
    public JsonElement ToJson() => IsJson ? JsonElement.Parse(_content) : JsonSerializer.SerializeToElement(Text, DbtCloudJson.Default.String);

    /// <summary>Reads it as <c>manifest.json</c>.</summary>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public DbtManifest ToManifest() => DbtManifest.Parse(_content);

    /// <summary>Reads it as <c>run_results.json</c>.</summary>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public DbtRunResults ToRunResults() => DbtRunResults.Parse(_content);

    /// <summary>Reads it as <c>sources.json</c>.</summary>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public DbtSourceFreshness ToSourceFreshness() => DbtSourceFreshness.Parse(_content);

    /// <summary>Gives the path.</summary>
    public override string ToString() => Path;
}
