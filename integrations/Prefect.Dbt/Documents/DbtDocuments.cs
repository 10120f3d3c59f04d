using System.Text.Json;

namespace Prefect.Dbt;

/// <summary>Reads the files that dbt writes.</summary>
internal static class DbtDocuments
{
    private const string NoObject = "The document is no JSON object: dbt has not written it to its end, or it is something else.";

    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static T Parse<T>(ReadOnlySpan<byte> utf8)
        where T : class, IDbtDocument<T>
    {
        // A mark of the byte order is no JSON.
        return Of<T>(JsonElement.Parse(utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8));
    }

    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static T Of<T>(JsonElement json)
        where T : class, IDbtDocument<T> =>
        json.ValueKind == JsonValueKind.Object ? T.Of(json) : throw new JsonException(NoObject);

    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static async Task<T> LoadAsync<T>(string path, CancellationToken cancellationToken)
        where T : class, IDbtDocument<T>
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Parse<T>(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false));
    }
}
