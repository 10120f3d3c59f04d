using System.Text.Json.Nodes;

namespace Prefect.Azure;

/// <summary>The template of a container group, and where things are in one.</summary>
internal static class AciTemplate
{
    public const string GroupName = "container_group_name";
    public const string GroupType = "Microsoft.ContainerInstance/containerGroups";

    /// <summary>The template that is used when none is given.</summary>
    public static JsonObject Default() => new()
    {
        ["$schema"] = "https://schema.management.azure.com/schemas/2019-08-01/deploymentTemplate.json#",
        ["contentVersion"] = "1.0.0.0",
        ["parameters"] = new JsonObject
        {
            ["location"] = Parameter("[resourceGroup().location]"),
            [GroupName] = Parameter("[uniqueString(resourceGroup().id)]"),
            ["container_name"] = Parameter("[uniqueString(resourceGroup().id)]"),
        },
        ["resources"] = new JsonArray(new JsonObject
        {
            ["type"] = GroupType,
            ["apiVersion"] = "2022-09-01",
            ["name"] = $"[parameters('{GroupName}')]",
            ["location"] = "[parameters('location')]",
            ["properties"] = new JsonObject
            {
                ["containers"] = new JsonArray(new JsonObject { ["name"] = "[parameters('container_name')]", ["properties"] = new JsonObject() }),
                ["osType"] = "Linux",
                ["restartPolicy"] = "Never",
            },
        }),
    };

    /// <summary>The container group of a template: its first resource. Null where that is none.</summary>
    public static JsonObject? GroupOf(JsonObject template) =>
        template["resources"] is JsonArray { Count: > 0 } resources
        && resources[0] is JsonObject resource
        && GroupType.Equals(resource.Text("type"), StringComparison.OrdinalIgnoreCase)
            ? resource
            : null;

    /// <summary>Whether a container group in a template has the name that it is looked for by.</summary>
    public static bool IsCalledByParameter(JsonObject group) =>
        string.Concat((group.Text("name") ?? "").Where(static letter => !char.IsWhiteSpace(letter)))
            .Contains($"parameters('{GroupName}')", StringComparison.OrdinalIgnoreCase);

    /// <summary>The containers of a container group in a template.</summary>
    public static IReadOnlyList<JsonObject> ContainersOf(JsonObject group) => group.Object("properties")?.Objects("containers") ?? [];

    private static JsonObject Parameter(string value) => new() { ["type"] = "string", ["defaultValue"] = value };
}
