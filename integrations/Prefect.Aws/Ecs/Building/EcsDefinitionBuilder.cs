using System.Globalization;
using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>Builds the task definition of a task: what the user's says, and what is set beside it.</summary>
internal static class EcsDefinitionBuilder
{
    /// <exception cref="AwsConfigurationException">Something is missing, or cannot be used.</exception>
    public static JsonObject Build(EcsTask task, EcsOrigin origin, string region)
    {
        JsonObject definition = task.TaskDefinition?.DeepClone().AsObject() ?? [];
        JsonObject container = EcsContainers.Open(definition, task);
        container.Put("image", task.Image);
        if (container.Text("image") is null)
        {
            throw new AwsConfigurationException("image", "Nothing says what the container is made of: set image, or the container's image in task_definition.");
        }

        definition.Put("executionRoleArn", task.ExecutionRoleArn);
        definition.Put("cpu", task.Cpu);
        definition.Put("memory", task.Memory);
        definition.Put("family", task.Family);
        definition["family"] = definition.Text("family") ?? origin.Family;
        if (container["environment"] is { } environment)
        {
            container["environment"] = EcsContainers.Variables(environment, name => !task.Env.TryGetValue(name, out string? value) || value is not null);
        }

        if (task.ConfigureCloudwatchLogs is true)
        {
            container["logConfiguration"] = EcsLogOptions.Build(task, origin, region);
        }

        Size(definition, container, task);
        EcsSecrets.PutInto(container, task);
        EcsNodes.DropEmpty(definition);
        return definition;
    }

    private static void Size(JsonObject definition, JsonObject container, EcsTask task)
    {
        string cpu = definition.Text("cpu") ?? EcsDefaults.Cpu.ToString(CultureInfo.InvariantCulture);
        string memory = definition.Text("memory") ?? EcsDefaults.Memory.ToString(CultureInfo.InvariantCulture);
        if (EcsLaunch.IsFargate(EcsLaunch.TypeOf(task, definition)))
        {
            definition["cpu"] = cpu;
            definition["memory"] = memory;
            definition["networkMode"] = definition.Text("networkMode") ?? "awsvpc";
            EcsLaunch.Require(definition, EcsLaunch.Fargate);
            return;
        }

        container["cpu"] = Whole(container.Text("cpu") ?? cpu, "cpu");
        container["memory"] = Whole(container.Text("memory") ?? memory, "memory");
        definition.Put("cpu", definition.Text("cpu"));
        definition.Put("memory", definition.Text("memory"));
    }

    private static int Whole(string text, string field) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new AwsConfigurationException(field, $"Containers on machines of one's own need {field} as a whole number, of 1/1024 processors or of MiB.");
}
