using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>Finds the container that the work is given to.</summary>
internal static class EcsContainers
{
    public const string Definitions = "containerDefinitions";
    public const string Overrides = "containerOverrides";

    public static JsonObject? Find(IEnumerable<JsonObject> containers, string name) =>
        containers.FirstOrDefault(container => container.Text("name") == name);

    /// <summary>Name of the container that the work is given to: the one that is set, else Prefect's, else the first.</summary>
    public static string NameIn(JsonObject? definition, string? name)
    {
        if (!string.IsNullOrEmpty(name))
        {
            return name;
        }

        IReadOnlyList<JsonObject> containers = definition?.Objects(Definitions) ?? [];
        return Find(containers, EcsDefaults.ContainerName) is null && containers.Count > 0
            ? containers[0].Text("name") ?? EcsDefaults.ContainerName
            : EcsDefaults.ContainerName;
    }

    /// <summary>The container of a definition that is being built.</summary>
    /// <exception cref="AwsConfigurationException">The user's definition has containers, but none of the name that is set.</exception>
    public static JsonObject Open(JsonObject definition, EcsTask task)
    {
        JsonArray containers = definition.List(Definitions);
        string name = NameIn(definition, task.ContainerName);
        if (Find(containers.OfType<JsonObject>(), name) is { } named)
        {
            return named;
        }

        JsonObject? nameless = containers.OfType<JsonObject>().FirstOrDefault(container => container.Text("name") is null);
        if (containers.Count > 0 && nameless is null && name != EcsDefaults.ContainerName)
        {
            throw new AwsConfigurationException(
                "container_name",
                $"The task definition has no container '{name}': set container_name to one of its containers, or leave it out.");
        }

        if (nameless is null)
        {
            nameless = [];
            containers.Add((JsonNode)nameless);
        }

        nameless["name"] = name;
        return nameless;
    }

    /// <summary>Names and values of a list of variables, without those that are taken away.</summary>
    public static JsonArray Variables(JsonNode? list, Func<string, bool> stays)
    {
        // Templates write them as an object, the service as a list.
        IEnumerable<(string Name, JsonNode? Value)> variables = list switch
        {
            JsonObject map => map.Select(pair => (pair.Key, pair.Value)),
            JsonArray items => items.OfType<JsonObject>().Select(item => (item.Text("name") ?? "", item["value"])),
            _ => [],
        };
        return
        [
            .. variables
                .Where(variable => variable.Value is not null && variable.Name.Length > 0 && stays(variable.Name))
                .Select(variable => Variable(variable.Name, variable.Value!.ToString())),
        ];
    }

    public static JsonNode Variable(string name, string value) => new JsonObject { ["name"] = name, ["value"] = value };
}
