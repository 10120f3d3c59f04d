using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>Reads job variables as Prefect's servers and templates write them: null stands for the default, numbers may be texts.</summary>
internal sealed class EcsJobVariables(JsonObject variables)
{
    private const string Strategy = "capacity_provider_strategy";
    private const string Network = "network_configuration";

    /// <exception cref="AwsConfigurationException">A variable has a value of another kind.</exception>
    public EcsTask ToTask(AwsCredentials credentials) => new()
    {
        AwsCredentials = credentials,
        Name = Text("name"),
        Command = Command(),
        Env = Map("env"),
        Labels = Map("labels"),
        TaskDefinitionArn = Text("task_definition_arn"),
        Cluster = Text("cluster"),
        Family = Text("family"),
        LaunchType = LaunchType(),
        CapacityProviderStrategy = Providers(),
        Image = Text("image"),
        Cpu = Whole(variables, "cpu"),
        Memory = Whole(variables, "memory"),
        ContainerName = Text("container_name"),
        PrefectApiKeySecretArn = Text("prefect_api_key_secret_arn"),
        PrefectApiAuthStringSecretArn = Text("prefect_api_auth_string_secret_arn"),
        TaskRoleArn = Text("task_role_arn"),
        ExecutionRoleArn = Text("execution_role_arn"),
        VpcId = Text("vpc_id"),
        ConfigureCloudwatchLogs = Truth("configure_cloudwatch_logs"),
        CloudwatchLogsOptions = Map("cloudwatch_logs_options").Where(option => option.Value is not null)
            .ToDictionary(option => option.Key, option => option.Value!, StringComparer.Ordinal),
        CloudwatchLogsPrefix = Text("cloudwatch_logs_prefix"),
        NetworkConfiguration = NetworkConfiguration(),
        AutoDeregisterTaskDefinition = Truth("auto_deregister_task_definition") ?? false,
        MatchLatestRevisionInFamily = Truth("match_latest_revision_in_family") ?? false,
        TaskDefinition = Section("task_definition"),
        TaskRunRequest = Section("task_run_request"),
    };

    private IReadOnlyList<string>? Command() => variables["command"] switch
    {
        JsonArray words => [.. words.Select(word => word?.ToString() ?? "")],
        _ => Text("command") is { } line ? EcsCommandLine.Split(line) : null,
    };

    // Null is a value here: it leaves the choice to the definition and the cluster.
    private EcsLaunchType? LaunchType()
    {
        if (!variables.ContainsKey("launch_type"))
        {
            return EcsLaunchType.Fargate;
        }

        return Text("launch_type") is { } name
            ? Enum.GetValues<EcsLaunchType>().Cast<EcsLaunchType?>().FirstOrDefault(type => EcsDefaults.Name(type!.Value) == name)
                ?? throw Wrong("launch_type", "one of FARGATE, EC2, EXTERNAL and FARGATE_SPOT")
            : null;
    }

    private IReadOnlyList<EcsCapacityProvider> Providers() => variables[Strategy] switch
    {
        null => [],
        JsonArray list =>
        [
            .. list.OfType<JsonObject>().Select(item => new EcsCapacityProvider(
                item.Text("capacityProvider") ?? throw Wrong(Strategy, "a list of objects with capacityProvider, weight and base"),
                Whole(item, "weight") ?? 0,
                Whole(item, "base") ?? 0)),
        ],
        _ => throw Wrong(Strategy, "a list"),
    };

    private EcsNetworkConfiguration? NetworkConfiguration()
    {
        if (Section(Network) is not { Count: > 0 } section)
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

    private string? Text(string name) => variables[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.ToString() is { Length: > 0 } text ? text : null,
        _ => throw Wrong(name, "a text"),
    };

    private bool? Truth(string name) => variables[name]?.GetValueKind() switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(name, "true or false"),
    };

    private static int? Whole(JsonObject from, string name)
    {
        if (from[name] is null)
        {
            return null;
        }

        return int.TryParse(from.Text(name), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number)
            ? number
            : throw Wrong(name, "a whole number");
    }

    private Dictionary<string, string?> Map(string name) =>
        (Section(name) ?? []).ToDictionary(pair => pair.Key, pair => pair.Value?.ToString(), StringComparer.Ordinal);

    private JsonObject? Section(string name) => variables[name] switch
    {
        null => null,
        JsonObject section => section.DeepClone().AsObject(),
        _ => throw Wrong(name, "an object"),
    };

    private static AwsConfigurationException Wrong(string name, string what) => new(name, $"The job variable {name} must be {what}.");
}
