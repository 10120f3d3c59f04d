using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Testing;

/// <summary>
/// Compares the schema of a block type with that of its counterpart in Python: fields, types, defaults, what is required and what is
/// secret, references and capabilities. Descriptions are our own; a title that the counterpart leaves to the name must be the one that
/// the name gives.
/// </summary>
public static class GoldenSchema
{
    /// <summary>Fails the test when a block type differs from its counterpart, and says where.</summary>
    /// <param name="golden">The counterpart, with <c>slug</c>, <c>name</c>, <c>capabilities</c> and <c>schema</c>.</param>
    /// <param name="type">The block type.</param>
    public static void AssertEqual(JsonObject golden, BlockType type)
    {
        ArgumentNullException.ThrowIfNull(golden);
        ArgumentNullException.ThrowIfNull(type);
        IReadOnlyList<string> differences = Compare(golden, type.Manifest);
        if (differences.Count > 0)
        {
            Assert.Fail($"'{type.Slug}' differs from its counterpart:\n{string.Join('\n', differences)}");
        }
    }

    /// <summary>Lists what differs, each with the path where.</summary>
    /// <param name="golden">The counterpart.</param>
    /// <param name="manifest">The block type.</param>
    public static IReadOnlyList<string> Compare(JsonObject golden, BlockTypeManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(golden);
        ArgumentNullException.ThrowIfNull(manifest);
        List<string> differences = [];
        CompareValues("slug", golden["slug"], manifest.Slug, differences);
        CompareValues("name", golden["name"], manifest.Name, differences);
        CompareValues("capabilities", golden["capabilities"], new JsonArray([.. manifest.Schema.Capabilities.Select(name => JsonValue.Create(name))]), differences);
        JsonNode ours = JsonNode.Parse(manifest.Schema.Fields.GetRawText())!;
        CompareValues("schema", Normalize(golden["schema"]!.DeepClone(), null), Normalize(ours, null), differences);
        return differences;
    }

    // Texts of people and checksums, which depend on them, go; so do titles that the name gives.
    private static JsonNode? Normalize(JsonNode? node, string? name)
    {
        switch (node)
        {
            case JsonObject members:
                members.Remove("block_schema_checksum");
                RemoveText(members, "description");
                if (members["title"] is JsonValue title && (name is null || title.ToString() == DefaultTitle(name) || title.ToString() == name))
                {
                    members.Remove("title");
                }

                foreach ((string key, JsonNode? member) in members.ToList())
                {
                    members[key] = Normalize(member?.DeepClone(), key);
                }

                return members;
            case JsonArray items:
                return new JsonArray([.. items.Select(item => Normalize(item?.DeepClone(), null))]);
            default:
                return node;
        }
    }

    // A field may be called "description": that is an object, not a text.
    private static void RemoveText(JsonObject members, string key)
    {
        if (members[key] is JsonValue)
        {
            members.Remove(key);
        }
    }

    private static string DefaultTitle(string name) =>
        string.Join(' ', name.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant()));

    private static void CompareValues(string path, JsonNode? expected, JsonNode? actual, List<string> differences)
    {
        switch (expected, actual)
        {
            case (JsonObject one, JsonObject other):
                foreach (string key in one.Select(member => member.Key).Union(other.Select(member => member.Key), StringComparer.Ordinal))
                {
                    if (!one.ContainsKey(key) || !other.ContainsKey(key))
                    {
                        differences.Add($"{path}.{key}: {(one.ContainsKey(key) ? "missing" : $"too much: {other[key]?.ToJsonString()}")}");
                    }
                    else
                    {
                        CompareValues($"{path}.{key}", one[key], other[key], differences);
                    }
                }

                break;
            case (JsonArray one, JsonArray other) when one.Count == other.Count:
                for (int index = 0; index < one.Count; index++)
                {
                    CompareValues($"{path}[{index}]", one[index], other[index], differences);
                }

                break;
            default:
                if (!JsonNode.DeepEquals(expected, actual))
                {
                    differences.Add($"{path}: expected {expected?.ToJsonString() ?? "null"}, is {actual?.ToJsonString() ?? "null"}");
                }

                break;
        }
    }
}
