using System.Text.Json.Nodes;

namespace Prefect.Aws.Tests.Ecs;

public sealed class EcsJobVariablesTests
{
    [Fact]
    public void Without_variables_there_are_only_defaults()
    {
        EcsTask task = EcsTask.FromJobVariables([]);

        (task.LaunchType, task.Command, task.Cpu, task.ConfigureCloudwatchLogs, task.AutoDeregisterTaskDefinition).ShouldBe(
            (EcsLaunchType.Fargate, null, null, null, false));
        (task.Env.Count, task.Labels.Count, task.CapacityProviderStrategy.Count).ShouldBe((0, 0, 0));
        task.NetworkConfiguration.ShouldBeNull();
    }

    [Fact]
    public void All_variables_of_the_worker_are_read()
    {
        AwsCredentials credentials = new() { RegionName = "eu-central-1" };
        EcsTask task = EcsTask.FromJobVariables(
            EcsSamples.Parse(
                """
                {"name":"brave-otter","command":"dotnet App.dll 'two words'","env":{"A":"1","B":null,"C":3},"labels":{"team":"data"},"task_definition_arn":"arn:d",
                 "aws_credentials":null,"cluster":"jobs","family":"f","launch_type":"FARGATE_SPOT","image":"i","cpu":"256","memory":512,"container_name":"c",
                 "capacity_provider_strategy":[{"capacityProvider":"p","weight":2,"base":"1"}],"prefect_api_key_secret_arn":"k","prefect_api_auth_string_secret_arn":"s",
                 "task_role_arn":"t","execution_role_arn":"e","vpc_id":"v","configure_cloudwatch_logs":true,"cloudwatch_logs_options":{"mode":"non-blocking"},
                 "cloudwatch_logs_prefix":"x","network_configuration":{"subnets":["s1"],"securityGroups":["g1"],"assignPublicIp":"DISABLED"},
                 "auto_deregister_task_definition":true,"match_latest_revision_in_family":true,"stream_output":true,"task_definition":{"family":"mine"},
                 "task_run_request":{"startedBy":"me"}}
                """),
            credentials);

        task.Command.ShouldBe(["dotnet", "App.dll", "two words"]);
        task.Env.ShouldBe(new Dictionary<string, string?> { ["A"] = "1", ["B"] = null, ["C"] = "3" });
        task.Labels["team"].ShouldBe("data");
        task.CapacityProviderStrategy.ShouldBe([new("p", 2, 1)]);
        task.CloudwatchLogsOptions["mode"].ShouldBe("non-blocking");
        task.NetworkConfiguration!.SecurityGroups.ShouldBe(["g1"]);
        (task.Name, task.TaskDefinitionArn, task.Cluster, task.Family, task.LaunchType, task.Image, task.Cpu, task.Memory, task.ContainerName).ShouldBe(
            ("brave-otter", "arn:d", "jobs", "f", EcsLaunchType.FargateSpot, "i", 256, 512, "c"));
        (task.PrefectApiKeySecretArn, task.PrefectApiAuthStringSecretArn, task.TaskRoleArn, task.ExecutionRoleArn, task.VpcId, task.CloudwatchLogsPrefix).ShouldBe(
            ("k", "s", "t", "e", "v", "x"));
        (task.ConfigureCloudwatchLogs, task.AutoDeregisterTaskDefinition, task.MatchLatestRevisionInFamily).ShouldBe((true, true, true));
        task.AwsCredentials.ShouldBeSameAs(credentials);
        task.TaskDefinition.ShouldBeJson("""{"family":"mine"}""");
        task.TaskRunRequest.ShouldBeJson("""{"startedBy":"me"}""");
    }

    [Fact]
    public void Launch_type_may_be_none() => EcsTask.FromJobVariables(new JsonObject { ["launch_type"] = null }).LaunchType.ShouldBeNull();

    [Theory]
    [InlineData("launch_type", "\"fargate\"")]
    [InlineData("launch_type", "3")]
    [InlineData("cpu", "\"much\"")]
    [InlineData("memory", "1.5")]
    [InlineData("memory", "-1")]
    [InlineData("env", "[\"A=1\"]")]
    [InlineData("command", "\"don't\"")]
    [InlineData("image", "{}")]
    [InlineData("configure_cloudwatch_logs", "\"yes\"")]
    [InlineData("capacity_provider_strategy", "[{}]")]
    [InlineData("capacity_provider_strategy", "{}")]
    [InlineData("task_definition", "\"arn\"")]
    public void Values_of_another_kind_are_refused(string name, string value) =>
        Should.Throw<AwsConfigurationException>(() => EcsTask.FromJobVariables(new JsonObject { [name] = JsonNode.Parse(value) })).Field.ShouldBe(name);

    [Fact]
    public void Null_is_refused() => Should.Throw<ArgumentNullException>(() => EcsTask.FromJobVariables(null!));
}
