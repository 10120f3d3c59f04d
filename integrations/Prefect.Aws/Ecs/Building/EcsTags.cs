using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>Reads tags from where users and services put them.</summary>
internal static class EcsTags
{
    public static IEnumerable<(string Key, string Value)> Of(IReadOnlyDictionary<string, string?> labels) =>
        labels.Where(label => label.Value is not null).Select(label => (label.Key, label.Value!));

    /// <summary>Tags as templates write them, in an object, or as the service does, in a list.</summary>
    public static IEnumerable<(string Key, string Value)> Given(JsonNode? tags) => tags switch
    {
        JsonObject map => map.Where(pair => pair.Value is not null).Select(pair => (pair.Key, pair.Value!.ToString())),
        JsonArray list => list.OfType<JsonObject>().Select(item => (item.Text("key") ?? "", item.Text("value") ?? "")),
        _ => [],
    };
}
