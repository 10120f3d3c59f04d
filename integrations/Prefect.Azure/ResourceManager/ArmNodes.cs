using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Azure;

/// <summary>Reads and edits documents in the service's own form, whatever is in them.</summary>
internal static class ArmNodes
{
    /// <summary>Refuses what objects would find wrong only when they are read.</summary>
    public static JsonDocumentOptions Strict { get; } = new() { AllowDuplicateProperties = false };

    /// <summary>A text or number of that name; null where there is none, or an empty one.</summary>
    public static string? Text(this JsonObject node, string key) =>
        node[key] is JsonValue value && value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number && value.ToString() is { Length: > 0 } text ? text : null;

    public static JsonObject? Object(this JsonObject node, string key) => node[key] as JsonObject;

    /// <summary>The objects of a list; nothing where there is no list.</summary>
    public static IReadOnlyList<JsonObject> Objects(this JsonObject node, string key) =>
        node[key] is JsonArray list ? [.. list.OfType<JsonObject>()] : [];

    public static IReadOnlyList<string> Texts(this JsonObject node, string key) =>
        node[key] is JsonArray list ? [.. list.OfType<JsonValue>().Select(value => value.ToString())] : [];

    public static int? Integer(this JsonObject node, string key) =>
        node[key] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out int number) ? number : null;

    public static DateTimeOffset? Time(this JsonObject node, string key) =>
        node.Text(key) is { } text && DateTimeOffset.TryParse(
            text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    /// <summary>The object of that name, made where there is none.</summary>
    public static JsonObject Section(this JsonObject node, string key)
    {
        if (node[key] is not JsonObject section)
        {
            node[key] = section = [];
        }

        return section;
    }

    public static JsonArray Array(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode?)text)];
}
