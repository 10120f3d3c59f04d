using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>A JMESPath query on the pages of a listing, such as <c>Contents[?Size > `1024`][]</c>.</summary>
internal sealed class S3ObjectFilter
{
    private readonly JmesPathQuery _query;

    /// <exception cref="JmesPathException">The text is no query.</exception>
    public S3ObjectFilter(string query) => _query = new JmesPathQuery(query);

    /// <summary>Gives the objects of a page that the query yields.</summary>
    /// <exception cref="JmesPathException">The query yields something else than objects of the page.</exception>
    public IEnumerable<S3ObjectInfo> Apply(IReadOnlyList<S3ObjectInfo> page)
    {
        Dictionary<string, S3ObjectInfo> byKey = new(page.Count, StringComparer.Ordinal);
        foreach (S3ObjectInfo item in page)
        {
            byKey[item.Key] = item;
        }

        JsonObject json = new()
        {
            ["Contents"] = new JsonArray([.. page.Select(item => item.ToJson())]),
            ["KeyCount"] = page.Count,
        };
        return _query.Search(json) switch
        {
            null => [],
            JsonArray items => items.Select(item => Find(item, byKey)),
            _ => throw NoObjects(),
        };
    }

    private static S3ObjectInfo Find(JsonNode? item, Dictionary<string, S3ObjectInfo> byKey) =>
        item is JsonObject members && members["Key"] is JsonValue value && value.TryGetValue(out string? key) && byKey.TryGetValue(key, out S3ObjectInfo? found)
            ? found
            : throw NoObjects();

    private static JmesPathException NoObjects() => new(
        "The JMESPath query must yield a list of the objects themselves, as Contents[?Size > `1024`] does, not of values taken from them.", 0);
}
