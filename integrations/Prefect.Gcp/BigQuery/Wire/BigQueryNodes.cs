using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>Builds documents member by member; what is null is left out.</summary>
internal static class BigQueryNodes
{
    public static JsonObject Put(this JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }

        return json;
    }

    public static JsonObject Merge(this JsonObject json, JsonObject? members)
    {
        foreach ((string name, JsonNode? value) in members ?? [])
        {
            json[name] = value?.DeepClone();
        }

        return json;
    }

    public static JsonArray? Array(IReadOnlyList<string>? texts) =>
        texts is { Count: > 0 } ? new JsonArray([.. texts.Select(static text => JsonValue.Create(text))]) : null;

    public static JsonObject? Map(IReadOnlyDictionary<string, string>? texts)
    {
        if (texts is null or { Count: 0 })
        {
            return null;
        }

        JsonObject json = [];
        foreach ((string name, string value) in texts.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            json[name] = value;
        }

        return json;
    }
}
