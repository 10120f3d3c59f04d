using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>Reads and edits documents in the service's own form, whatever users put into them.</summary>
internal static class EcsNodes
{
    public static string? Text(this JsonObject node, string key) =>
        node[key] is JsonValue value && value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number && value.ToString() is { Length: > 0 } text ? text : null;

    /// <summary>The objects of a list; nothing where there is no list.</summary>
    public static IReadOnlyList<JsonObject> Objects(this JsonObject node, string key) =>
        node[key] is JsonArray list ? [.. list.OfType<JsonObject>()] : [];

    public static IReadOnlyList<string> Texts(this JsonObject node, string key) =>
        node[key] is JsonArray list ? [.. list.OfType<JsonValue>().Select(value => value.ToString())] : [];

    /// <summary>The object of that name, made where there is none.</summary>
    public static JsonObject Section(this JsonObject node, string key)
    {
        if (node[key] is not JsonObject section)
        {
            node[key] = section = [];
        }

        return section;
    }

    /// <summary>The list of that name without what is empty in it, made where there is none.</summary>
    public static JsonArray List(this JsonObject node, string key)
    {
        JsonArray list = [.. Objects(node, key).Where(item => item.Count > 0).Select(item => item.DeepClone())];
        node[key] = list;
        return list;
    }

    /// <summary>Sets a value unless it is null or empty.</summary>
    public static void Put(this JsonObject node, string key, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            node[key] = value;
        }
    }

    public static void Put(this JsonObject node, string key, int? value)
    {
        if (value is { } number)
        {
            node[key] = number;
        }
    }

    public static JsonArray Array(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode?)text)];

    /// <summary>Takes away what says nothing, at every depth: nulls, empty texts, lists and objects, and what else is said.</summary>
    public static void DropEmpty(JsonObject node, Func<JsonNode, bool>? saysNothing = null)
    {
        foreach ((string key, JsonNode? value) in node.ToArray())
        {
            // A label, a variable or a list of security groups may be empty on purpose.
            if (key is "dockerLabels" or "value" or "networkConfiguration" && value is not null)
            {
                continue;
            }

            Descend(value, saysNothing);
            if (IsEmpty(value) || (saysNothing is not null && saysNothing(value!)))
            {
                node.Remove(key);
            }
        }
    }

    private static void Descend(JsonNode? value, Func<JsonNode, bool>? saysNothing)
    {
        IEnumerable<JsonObject> inner = value is JsonArray list ? list.OfType<JsonObject>() : value is JsonObject single ? [single] : [];
        foreach (JsonObject item in inner)
        {
            DropEmpty(item, saysNothing);
        }
    }

    private static bool IsEmpty(JsonNode? value) => value switch
    {
        null => true,
        JsonObject section => section.Count == 0,
        JsonArray list => list.Count == 0,
        JsonValue single => single.GetValueKind() == JsonValueKind.String && single.ToString().Length == 0,
        _ => false,
    };
}
