using System.Text.Json.Nodes;
using Prefect.Http;

namespace Prefect.Aws;

/// <summary>Makes a task of job variables.</summary>
internal sealed class EcsJobVariables(JsonObject variables)
{
    private readonly JobVariables _variables = new(variables, Refuse);

    private const string Strategy = "capacity_provider_strategy";
    private const string Network = "network_configuration";

    /// <exception cref="AwsConfigurationException">A variable has a value of another kind.</exception>
    public EcsTask ToTask(AwsCredentials credentials) => new()
    {
        AwsCredentials = credentials,
        Name = _variables.Text("name"),
        Command = _variables.Command(),
        Env = _variables.Map("env"),
        Labels = _variables.Map("labels"),
        TaskDefinitionArn = _variables.Text("task_definition_arn"),
        Cluster = _variables.Text("cluster"),
        Family = _variables.Text("family"),
        LaunchType = LaunchType(),
        CapacityProviderStrategy = Providers(),
        Image = _variables.Text("image"),
        Cpu = _variables.Whole("cpu"),
        Memory = _variables.Whole("memory"),
        ContainerName = _variables.Text("container_name"),
        PrefectApiKeySecretArn = _variables.Text("prefect_api_key_secret_arn"),
        PrefectApiAuthStringSecretArn = _variables.Text("prefect_api_auth_string_secret_arn"),
        TaskRoleArn = _variables.Text("task_role_arn"),
        ExecutionRoleArn = _variables.Text("execution_role_arn"),
        VpcId = _variables.Text("vpc_id"),
        ConfigureCloudwatchLogs = _variables.Truth("configure_cloudwatch_logs"),
        CloudwatchLogsOptions = _variables.Map("cloudwatch_logs_options").Where(option => option.Value is not null)
            .ToDictionary(option => option.Key, option => option.Value!, StringComparer.Ordinal),
        CloudwatchLogsPrefix = _variables.Text("cloudwatch_logs_prefix"),
        NetworkConfiguration = NetworkConfiguration(),
        AutoDeregisterTaskDefinition = _variables.Truth("auto_deregister_task_definition") ?? false,
        MatchLatestRevisionInFamily = _variables.Truth("match_latest_revision_in_family") ?? false,
        TaskDefinition = _variables.Section("task_definition"),
        TaskRunRequest = _variables.Section("task_run_request"),
    };

    // Null is a value here: it leaves the choice to the definition and the cluster.
    private EcsLaunchType? LaunchType()
    {
        if (!_variables.Has("launch_type"))
        {
            return EcsLaunchType.Fargate;
        }

        return _variables.Text("launch_type") is { } name
            ? Enum.GetValues<EcsLaunchType>().Cast<EcsLaunchType?>().FirstOrDefault(type => EcsDefaults.Name(type!.Value) == name)
                ?? throw _variables.Wrong("launch_type", "one of FARGATE, EC2, EXTERNAL and FARGATE_SPOT")
            : null;
    }

    private IReadOnlyList<EcsCapacityProvider> Providers() => _variables.Raw(Strategy) switch
    {
        null => [],
        JsonArray list =>
        [
            .. list.OfType<JsonObject>().Select(item => new EcsCapacityProvider(
                item.Text("capacityProvider") ?? throw _variables.Wrong(Strategy, "a list of objects with capacityProvider, weight and base"),
                Item(item).Whole("weight") ?? 0,
                Item(item).Whole("base") ?? 0)),
        ],
        _ => throw _variables.Wrong(Strategy, "a list"),
    };

    private EcsNetworkConfiguration? NetworkConfiguration()
    {
        if (_variables.Section(Network) is not { Count: > 0 } section)
        {
            return null;
        }

        // Templates of Prefect's have it inside of the service's own envelope or outside of it.
        JsonObject inner = section["awsvpcConfiguration"] as JsonObject ?? section;
        return new EcsNetworkConfiguration
        {
            Subnets = inner.Texts("subnets"),
            SecurityGroups = inner.Texts("securityGroups"),
            AssignPublicIp = inner.Text("assignPublicIp"),
        };
    }

    private static JobVariables Item(JsonObject item) => new(item, Refuse);

    private static AwsConfigurationException Refuse(string name, string message) => new(name, message);
}
