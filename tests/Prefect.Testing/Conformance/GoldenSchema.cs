using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Testing;

/// <summary>Compares a block type with the facts of Prefect's own: everything but prose must be equal.</summary>
public static class GoldenSchema
{
    private static readonly string[] s_prose = ["description", "examples"];

    /// <summary>Fails unless slug, name, capabilities, fields, secret paths and references are equal.</summary>
    /// <param name="type">Our type.</param>
    /// <param name="golden">Theirs: an object with <c>slug</c>, <c>name</c>, <c>capabilities</c> and <c>schema</c>.</param>
    public static void ShouldEqual(BlockTypeManifest type, JsonObject golden)
    {
        type.Slug.ShouldBe((string?)golden["slug"]);
        type.Name.ShouldBe((string?)golden["name"]);
        type.Schema.Capabilities.ShouldBe(golden["capabilities"]!.AsArray().Select(name => (string)name!), ignoreOrder: true);
        string ours = Facts(JsonNode.Parse(type.Schema.Fields.GetRawText())!.AsObject());
        string theirs = Facts(golden["schema"]!.DeepClone().AsObject());
        ours.ShouldBe(theirs);
    }

    /// <summary>Gives a schema without its prose, members sorted, so that two can be compared as texts.</summary>
    /// <param name="schema">The schema.</param>
    public static string Facts(JsonObject schema)
    {
        JsonNode facts = Strip(schema, name: null)!;
        return facts.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    private static JsonNode? Strip(JsonNode? node, string? name)
    {
        if (node is JsonObject members)
        {
            return Strip(members, name);
        }

        return node is JsonArray items ? new JsonArray([.. items.Select(item => Strip(item, name: null))]) : node?.DeepClone();
    }

    private static JsonObject Strip(JsonObject members, string? name)
    {
        bool namesAreFields = name is "properties" or "definitions" or "block_schema_references";
        JsonObject facts = [];
        foreach ((string key, JsonNode? value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            if (namesAreFields)
            {
                facts[key] = value is JsonObject field && name == "properties" ? WithoutDefaultTitle(key, field) : Strip(value, name: null);
            }
            else if (!s_prose.Contains(key) && !(key == "title" && members.ContainsKey("properties")) && key != "block_schema_checksum")
            {
                facts[key] = Strip(value, key);
            }
        }

        return facts;
    }

    /// <summary>A title that follows from the field's name is no fact of its own.</summary>
    private static JsonObject WithoutDefaultTitle(string name, JsonObject field)
    {
        JsonObject facts = Strip(field, name: null);
        string title = string.Join(' ', name.Split('_', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant()));
        if ((string?)facts["title"] == title)
        {
            facts.Remove("title");
        }

        return facts;
    }
}
