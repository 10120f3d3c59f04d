using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>Tells whether a task definition that was built is the one that is registered, whatever the service added to that.</summary>
internal static class EcsDefinitionComparison
{
    private static readonly string[] s_ofRegistration =
    [
        "compatibilities", "taskDefinitionArn", "revision", "status", "requiresAttributes", "registeredAt", "registeredBy", "deregisteredAt",

        // Tags are registered beside a definition, and come back beside it.
        "tags",
    ];

    public static bool AreEqual(JsonObject left, JsonObject right) => JsonNode.DeepEquals(Normalize(left), Normalize(right));

    private static JsonObject Normalize(JsonObject definition)
    {
        // By way of its text: numbers that were set and numbers that were read compare alike.
        JsonObject plain = JsonNode.Parse(definition.ToJsonString())!.AsObject();
        foreach (string field in s_ofRegistration)
        {
            plain.Remove(field);
        }

        plain["networkMode"] = plain.Text("networkMode") ?? "bridge";
        foreach (JsonObject container in plain.Objects(EcsContainers.Definitions))
        {
            Complete(container, plain.Text("networkMode")!);
        }

        if (plain.Texts("requiresCompatibilities") is { Count: > 0 } compatibilities)
        {
            plain["requiresCompatibilities"] = EcsNodes.Array(compatibilities.Order(StringComparer.Ordinal));
        }

        EcsNodes.DropEmpty(plain, SaysNothing);
        return plain;
    }

    private static void Complete(JsonObject container, string networkMode)
    {
        container["essential"] ??= true;
        Sort(container, "environment", "name");
        Sort(container, "secrets", "name");
        Sort(container, "environmentFiles", "value");
        foreach (JsonObject port in container.Objects("portMappings"))
        {
            port["protocol"] ??= "tcp";
            bool isOwnInterface = networkMode is "awsvpc" or "host";
            port["hostPort"] = isOwnInterface ? port["containerPort"]?.DeepClone() : port["hostPort"]?.DeepClone();
        }
    }

    private static void Sort(JsonObject container, string list, string key)
    {
        if (container[list] is JsonArray)
        {
            container[list] = new JsonArray(
                [.. container.Objects(list).OrderBy(item => item.Text(key) ?? "", StringComparer.Ordinal).Select(item => item.DeepClone())]);
        }
    }

    // The service writes 0 where a container has no share of its own.
    private static bool SaysNothing(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.Number && value.AsValue().TryGetValue(out double number) && number == 0;
}
