using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>The facts of Prefect's own block types: names, schemas without prose, capabilities, secret paths.</summary>
public static class GoldenBlockTypes
{
    private static readonly Lazy<Dictionary<string, JsonObject>> s_bySlug = new(Read);

    /// <summary>Gives the facts of a type.</summary>
    /// <param name="slug">Slug of the type.</param>
    /// <exception cref="KeyNotFoundException">Prefect has no such type.</exception>
    public static JsonObject Get(string slug) => s_bySlug.Value[slug].DeepClone().AsObject();

    private static Dictionary<string, JsonObject> Read()
    {
        using Stream resource = typeof(GoldenBlockTypes).Assembly.GetManifestResourceStream("block-types.json")!;
        return JsonNode.Parse(resource)!.AsArray().Select(type => type!.AsObject())
            .ToDictionary(type => (string)type["slug"]!, StringComparer.Ordinal);
    }
}
