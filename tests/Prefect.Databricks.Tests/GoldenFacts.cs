using System.Text.Json.Nodes;

namespace Prefect.Databricks.Tests;

/// <summary>The facts of Prefect's own package: its block type, and the fields of its models by the names that the vendor documents.</summary>
internal static class GoldenFacts
{
    public static JsonObject BlockType { get; } = Read("block-types").AsArray().Single()!.AsObject();

    public static IReadOnlyDictionary<string, string[]> Models { get; } = Texts("models");

    public static IReadOnlyDictionary<string, string[]> Enums { get; } = Texts("enums");

    private static Dictionary<string, string[]> Texts(string name) =>
        Read(name).AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.AsArray().Select(static item => (string)item!).ToArray(), StringComparer.Ordinal);

    private static JsonNode Read(string name)
    {
        using Stream stream = typeof(GoldenFacts).Assembly.GetManifestResourceStream($"Prefect.Databricks.Tests.Golden.{name}.json")!;
        return JsonNode.Parse(stream)!;
    }
}
