using System.Text.Json.Nodes;

namespace Prefect.Aws.Tests.Ecs;

public sealed class EcsValidationTests
{
    public static TheoryData<string, EcsTask> Wrong => new()
    {
        { "task_definition", EcsSamples.Task with { TaskDefinition = EcsSamples.Parse("""{"containerDefinitions":[{"essential":false},{"essential":false}]}""") } },
        { "execution_role_arn", EcsSamples.Task with { ConfigureCloudwatchLogs = true } },
        { "cloudwatch_logs_options", EcsSamples.Task with { CloudwatchLogsOptions = new Dictionary<string, string> { ["mode"] = "blocking" } } },
        { "network_configuration", EcsSamples.Task with { NetworkConfiguration = new EcsNetworkConfiguration { Subnets = ["subnet-1"] } } },
        { "network_configuration", EcsSamples.Task with { VpcId = "vpc-1", NetworkConfiguration = new EcsNetworkConfiguration { Subnets = [] } } },
        { "cpu", EcsSamples.Task with { Cpu = 0 } },
        { "memory", EcsSamples.Task with { Memory = -1 } },
        { "network_configuration", EcsSamples.Task with { VpcId = "vpc-1", NetworkConfiguration = new EcsNetworkConfiguration { Subnets = null! } } },
        { "network_configuration", EcsSamples.Task with { VpcId = "vpc-1", NetworkConfiguration = new EcsNetworkConfiguration { Subnets = ["subnet-1"], SecurityGroups = null! } } },
        { "aws_credentials", EcsSamples.Task with { AwsCredentials = null! } },
        { "env", EcsSamples.Task with { Env = null! } },
        { "capacity_provider_strategy", EcsSamples.Task with { CapacityProviderStrategy = null! } },
        { "cloudwatch_logs_options", EcsSamples.Task with { CloudwatchLogsOptions = null! } },
        { "env", EcsSamples.Task with { Env = new Dictionary<string, string?> { [" "] = "x" } } },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void What_cannot_work_is_refused_before_any_request(string field, EcsTask task) =>
        Should.Throw<AwsConfigurationException>(() => EcsValidation.Check(task)).Field.ShouldBe(field);

    [Fact]
    public void Logs_may_rely_on_a_role_of_the_definition()
    {
        EcsTask task = EcsSamples.Task with { ConfigureCloudwatchLogs = true };

        Should.NotThrow(() => EcsValidation.Check(task with { TaskDefinitionArn = EcsSamples.Arn }));
        Should.NotThrow(() => EcsValidation.Check(task with { TaskRunRequest = EcsSamples.Parse($$"""{"taskDefinition":"{{EcsSamples.Arn}}"}""") }));
        Should.NotThrow(() => EcsValidation.Check(task with { TaskDefinition = EcsSamples.Parse($$"""{"executionRoleArn":"{{EcsSamples.RoleArn}}"}""") }));
        Should.Throw<AwsConfigurationException>(() => EcsValidation.CheckDefinition(task, [], "d")).Field.ShouldBe("configure_cloudwatch_logs");
    }

    [Theory]
    [InlineData("FARGATE", """{"requiresCompatibilities":["EC2"]}""", false)]
    [InlineData("FARGATE_SPOT", """{"requiresCompatibilities":["EC2"]}""", false)]
    [InlineData("FARGATE", """{"networkMode":"bridge"}""", false)]
    [InlineData("FARGATE", "{}", true)]
    [InlineData("EC2", """{"networkMode":"bridge","requiresCompatibilities":["EC2"]}""", true)]
    [InlineData("EC2", "{}", true)]
    [InlineData(null, """{"requiresCompatibilities":["EC2"],"networkMode":"bridge"}""", true)]
    public void Definition_must_fit_the_launch_type(string? type, string definition, bool fits)
    {
        EcsTask task = EcsSamples.Task with
        {
            LaunchType = null,
            TaskRunRequest = type is null ? null : new JsonObject { ["launchType"] = type },
        };
        Action check = () => EcsValidation.CheckDefinition(task, EcsSamples.Parse(definition), "d");

        if (fits)
        {
            check.ShouldNotThrow();
        }
        else
        {
            check.ShouldThrow<AwsConfigurationException>().Field.ShouldBe("launch_type");
        }
    }

    [Fact]
    public void Capacity_providers_take_any_definition() => Should.NotThrow(() => EcsValidation.CheckDefinition(
        EcsSamples.Task with { CapacityProviderStrategy = [new("mine", 1)] }, EcsSamples.Parse("""{"requiresCompatibilities":["EC2"]}"""), "d"));

    [Fact]
    public void Registered_definition_must_have_the_secrets_itself()
    {
        EcsTask task = EcsSamples.Task with { PrefectApiKeySecretArn = EcsSamples.SecretArn };

        Should.Throw<AwsConfigurationException>(() => EcsValidation.CheckDefinition(task, EcsSamples.Parse("""{"containerDefinitions":[{"name":"prefect"}]}"""), "d"))
            .Message.ShouldContain("PREFECT_API_KEY");
        Should.NotThrow(() => EcsValidation.CheckDefinition(
            task, EcsSamples.Parse("""{"containerDefinitions":[{"name":"prefect","secrets":[{"name":"PREFECT_API_KEY","valueFrom":"x"}]}]}"""), "d"));
    }
}
