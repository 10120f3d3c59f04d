using System.Text.Json.Nodes;

namespace Prefect.Dbt.Tests;

/// <summary>The facts of Prefect's own block types of this package.</summary>
internal static class GoldenBlockTypes
{
    private static readonly JsonArray s_all = Read();

    public static JsonObject Get(string slug) => s_all.Select(node => node!.AsObject()).Single(type => (string?)type["slug"] == slug);

    private static JsonArray Read()
    {
        using Stream stream = typeof(GoldenBlockTypes).Assembly.GetManifestResourceStream("Prefect.Dbt.Tests.Golden.block-types.json")!;
        return JsonNode.Parse(stream)!.AsArray();
    }
}
