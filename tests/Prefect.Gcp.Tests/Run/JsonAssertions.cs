using System.Text.Json.Nodes;

namespace Prefect.Gcp.Tests.Run;

internal static class JsonAssertions
{
    public static void ShouldBeJson(this JsonNode? node, string json) =>
        JsonNode.DeepEquals(node, JsonNode.Parse(json)).ShouldBeTrue($"{node?.ToJsonString()} is not {json}");
}
