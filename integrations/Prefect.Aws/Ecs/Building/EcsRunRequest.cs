using System.Globalization;
using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>Builds the request that starts a task.</summary>
internal static class EcsRunRequest
{
    /// <param name="task">What is to run.</param>
    /// <param name="definition">The task definition, registered.</param>
    /// <param name="network">How the task is connected; null where it needs no network interface, or the user's request says so.</param>
    /// <exception cref="AwsConfigurationException">A command cannot be split into words.</exception>
    public static JsonObject Build(EcsTask task, EcsDefinition definition, JsonObject? network)
    {
        JsonObject request = task.TaskRunRequest?.DeepClone().AsObject() ?? [];
        request["taskDefinition"] = definition.Arn;
        request.Put("cluster", task.Cluster);
        Place(request, task, definition.Document);
        if (network is not null)
        {
            request["networkConfiguration"] = network;
        }

        Override(request, task, definition);
        Tag(request, task, definition);
        EcsNodes.DropEmpty(request);
        return request;
    }

    private static void Place(JsonObject request, EcsTask task, JsonObject definition)
    {
        JsonArray strategy = EcsLaunch.StrategyOf(task);
        string? type = EcsLaunch.TypeOf(task, definition);
        request.Remove("launchType");
        if (strategy.Count == 0 && type == EcsLaunch.Spot)
        {
            strategy = [new JsonObject { ["capacityProvider"] = EcsLaunch.Spot, ["weight"] = 1 }];
        }

        // The service takes either a strategy or a launch type.
        if (strategy.Count > 0)
        {
            request["capacityProviderStrategy"] = strategy;
            return;
        }

        request.Put("launchType", type);
    }

    private static void Override(JsonObject request, EcsTask task, EcsDefinition definition)
    {
        JsonObject overrides = request.Section("overrides");
        JsonArray containers = overrides.List(EcsContainers.Overrides);
        string name = EcsContainers.NameIn(definition.Document, task.ContainerName);
        JsonObject work = WorkContainer(containers, name);
        foreach (JsonObject container in containers.OfType<JsonObject>())
        {
            Tidy(container);
        }

        if (task.Command is { Count: > 0 } command)
        {
            work["command"] = EcsNodes.Array(command);
        }

        work["environment"] = Environment(work["environment"], task);
        work.Put("cpu", task.Cpu);
        work.Put("memory", task.Memory);
        overrides.Put("cpu", task.Cpu?.ToString(CultureInfo.InvariantCulture) ?? overrides.Text("cpu"));
        overrides.Put("memory", task.Memory?.ToString(CultureInfo.InvariantCulture) ?? overrides.Text("memory"));
        overrides.Put("taskRoleArn", task.TaskRoleArn);

        // A definition that is built has the role in itself.
        overrides.Put("executionRoleArn", definition.IsGiven ? task.ExecutionRoleArn : null);
        EcsNodes.DropEmpty(work);
        if (work.Count == 1)
        {
            containers.Remove(work);
        }
    }

    private static JsonObject WorkContainer(JsonArray containers, string name)
    {
        if (containers.Count > 0 && containers[0] is JsonObject first && first.Text("name") is null)
        {
            first["name"] = name;
        }

        if (EcsContainers.Find(containers.OfType<JsonObject>(), name) is { } known)
        {
            return known;
        }

        JsonObject added = new() { ["name"] = name };
        containers.Add((JsonNode)added);
        return added;
    }

    private static void Tidy(JsonObject container)
    {
        if (container["command"] is JsonValue && container.Text("command") is { } line)
        {
            container["command"] = EcsNodes.Array(EcsCommandLine.Split(line));
        }

        container["environment"] = EcsContainers.Variables(container["environment"], _ => true);
    }

    private static JsonArray Environment(JsonNode? given, EcsTask task)
    {
        Dictionary<string, string> secrets = EcsSecrets.Of(task);
        JsonArray variables = EcsContainers.Variables(given, name => !task.Env.ContainsKey(name) && !secrets.ContainsKey(name));
        foreach ((string name, string? value) in task.Env)
        {
            if (value is not null && !secrets.ContainsKey(name))
            {
                variables.Add(EcsContainers.Variable(name, value));
            }
        }

        return variables;
    }

    private static void Tag(JsonObject request, EcsTask task, EcsDefinition definition)
    {
        Dictionary<string, string> tags = new(StringComparer.Ordinal);
        foreach ((string key, string value) in EcsTags.Given(request["tags"]).Concat(EcsTags.Of(task.Labels)))
        {
            tags[EcsNames.TagKey(key)] = EcsNames.TagValue(value);
        }

        foreach (string gone in task.Labels.Where(label => label.Value is null).Select(label => EcsNames.TagKey(label.Key)))
        {
            tags.Remove(gone);
        }

        if (definition.IsNew && task.AutoDeregisterTaskDefinition)
        {
            tags[EcsDefaults.DeregisterTag] = "true";
        }

        request["tags"] = new JsonArray(
            [.. tags.Where(tag => tag.Key.Length > 0).Select(tag => new JsonObject { ["key"] = tag.Key, ["value"] = tag.Value })]);
    }
}
