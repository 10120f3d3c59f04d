using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>Finds what cannot work before anything is asked of the service.</summary>
internal static class EcsValidation
{
    /// <exception cref="AwsConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    public static void Check(EcsTask task)
    {
        Refuse(task.AwsCredentials is null, "aws_credentials", "There are no aws_credentials: leave them out for those of the machine.");
        Refuse(task.Env is null || task.Secrets is null || task.Labels is null, "env", "env, secrets and labels may be empty, but not null.");
        Refuse(task.CapacityProviderStrategy is null, "capacity_provider_strategy", "capacity_provider_strategy may be empty, but not null.");
        Refuse(task.CloudwatchLogsOptions is null, "cloudwatch_logs_options", "cloudwatch_logs_options may be empty, but not null.");
        IReadOnlyList<JsonObject> containers = task.TaskDefinition?.Objects(EcsContainers.Definitions) ?? [];
        Refuse(
            containers.Count > 0 && containers.All(IsExpendable),
            "task_definition",
            "Every container of the task definition has essential set to false: at least one must be essential.");
        Refuse(
            task.ConfigureCloudwatchLogs is true && !HasExecutionRole(task),
            "execution_role_arn",
            "configure_cloudwatch_logs needs execution_role_arn: the role that writes the logs.");
        Refuse(
            task.CloudwatchLogsOptions.Count > 0 && task.ConfigureCloudwatchLogs is not true,
            "cloudwatch_logs_options",
            "cloudwatch_logs_options need configure_cloudwatch_logs to be true.");
        Refuse(
            task.NetworkConfiguration is not null && string.IsNullOrEmpty(task.VpcId),
            "network_configuration",
            "network_configuration needs vpc_id: the VPC that its subnets are in.");
        Refuse(task.NetworkConfiguration is { Subnets: null or { Count: 0 } }, "network_configuration", "network_configuration needs at least one subnet.");
        Refuse(task.NetworkConfiguration is { SecurityGroups: null }, "network_configuration", "The security groups of network_configuration may be empty, but not null.");
        Refuse(task.Cpu is <= 0, "cpu", "cpu must be positive.");
        Refuse(task.Memory is <= 0, "memory", "memory must be positive.");
        Refuse(task.Env.Keys.Concat(task.Secrets.Keys).Any(string.IsNullOrWhiteSpace), "env", "A variable of env or secrets has no name.");
    }

    /// <summary>Checks that a task definition, built or registered, can be used as it is to be used.</summary>
    /// <exception cref="AwsConfigurationException">It cannot.</exception>
    public static void CheckDefinition(EcsTask task, JsonObject definition, string name)
    {
        Refuse(
            task.ConfigureCloudwatchLogs is true && definition.Text("executionRoleArn") is null && string.IsNullOrEmpty(task.ExecutionRoleArn),
            "configure_cloudwatch_logs",
            $"configure_cloudwatch_logs needs an execution role, and the task definition '{name}' has none.");
        Refuse(
            EcsSecrets.MissingIn(definition, task) is not null,
            "secrets",
            $"The container of the task definition '{name}' has no secret '{EcsSecrets.MissingIn(definition, task)}', and starting it cannot add one: "
            + "add it to the definition, or leave task_definition_arn out.");
        string? type = EcsLaunch.TypeOf(task, definition);
        bool isByStrategy = EcsLaunch.StrategyOf(task).Count > 0 && type != EcsLaunch.Spot;
        if (isByStrategy || type is null)
        {
            return;
        }

        string compatibility = EcsLaunch.IsFargate(type) ? EcsLaunch.Fargate : type;
        Refuse(
            compatibility == EcsLaunch.Fargate && EcsLaunch.SaysCompatibilities(definition) && !EcsLaunch.Requires(definition, compatibility),
            "launch_type",
            $"The task definition '{name}' has no '{compatibility}' in requiresCompatibilities and cannot be used with the launch type '{type}'.");
        Refuse(
            EcsLaunch.IsFargate(type) && definition.Text("networkMode") is { } mode && mode != "awsvpc",
            "launch_type",
            $"The task definition '{name}' has the network mode '{definition.Text("networkMode")}', and the launch type '{type}' needs 'awsvpc': change one of them.");
    }

    private static bool IsExpendable(JsonObject container) => container["essential"]?.GetValueKind() == JsonValueKind.False;

    private static bool HasExecutionRole(EcsTask task) =>
        !string.IsNullOrEmpty(task.ExecutionRoleArn)
        || EcsLaunch.DefinitionOf(task) is not null
        || task.TaskDefinition?.Text("executionRoleArn") is not null;

    private static void Refuse([DoesNotReturnIf(true)] bool isWrong, string field, string message)
    {
        if (isWrong)
        {
            throw new AwsConfigurationException(field, message);
        }
    }
}
