using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>Reads and edits descriptions of jobs in the services' own form, whatever is in them.</summary>
internal static class JobNodes
{
    /// <summary>A copy that is as if it had been read: values of other types, such as ids and times, are the texts they are sent as.</summary>
    public static JsonObject AsRead(this JsonObject node) => JsonNode.Parse(node.ToJsonString())!.AsObject();

    /// <summary>A text or number of that name; null where there is none, or an empty one.</summary>
    public static string? Text(this JsonObject node, string key) =>
        node[key] is JsonValue value && value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number && value.ToString() is { Length: > 0 } text ? text : null;

    public static JsonObject? Object(this JsonObject node, string key) => node[key] as JsonObject;

    /// <summary>The objects of a list; nothing where there is no list.</summary>
    public static IReadOnlyList<JsonObject> Objects(this JsonObject node, string key) =>
        node[key] is JsonArray list ? [.. list.OfType<JsonObject>()] : [];

    public static IReadOnlyList<string> Texts(this JsonObject node, string key) =>
        node[key] is JsonArray list ? [.. list.OfType<JsonValue>().Select(value => value.ToString())] : [];

    /// <summary>The texts of an object by name; nothing where there is none.</summary>
    public static IReadOnlyDictionary<string, string> Map(this JsonObject node, string key) =>
        (node.Object(key) ?? []).ToDictionary(pair => pair.Key, pair => pair.Value?.ToString() ?? "", StringComparer.Ordinal);

    /// <summary>A whole number of that name, be it a number or a text; 0 where there is none.</summary>
    public static int Count(this JsonObject node, string key) =>
        int.TryParse(node.Text(key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : 0;

    public static DateTimeOffset? Time(this JsonObject node, string key) =>
        node.Text(key) is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : null;

    public static bool Truth(this JsonObject node, string key) => node[key]?.GetValueKind() == JsonValueKind.True;

    /// <summary>The object of that name, made where there is none.</summary>
    public static JsonObject Section(this JsonObject node, string key)
    {
        if (node[key] is not JsonObject section)
        {
            node[key] = section = [];
        }

        return section;
    }

    /// <summary>The list of that name, made where there is none.</summary>
    public static JsonArray List(this JsonObject node, string key)
    {
        if (node[key] is not JsonArray list)
        {
            node[key] = list = [];
        }

        return list;
    }

    public static JsonArray Array(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode?)text)];

    public static JsonObject Map(IEnumerable<KeyValuePair<string, string>> texts) => [.. texts.Select(pair => new KeyValuePair<string, JsonNode?>(pair.Key, pair.Value))];
}
