using System.Text.Json.Nodes;
using Prefect.Http;

namespace Prefect.Aws.Tests.Ecs;

public sealed class EcsDefinitionBuilderTests
{
    [Fact]
    public void By_default_it_is_for_fargate() => EcsSamples.Definition(EcsSamples.Task).ShouldBeJson(
        """
        {"containerDefinitions":[{"image":"ghcr.io/acme/report:7","name":"prefect"}],"family":"prefect_report","cpu":"1024","memory":"2048",
         "networkMode":"awsvpc","requiresCompatibilities":["FARGATE"]}
        """);

    [Theory]
    [InlineData(EcsLaunchType.Fargate)]
    [InlineData(EcsLaunchType.FargateSpot)]
    [InlineData(null)]
    public void Fargate_takes_cpu_and_memory_as_texts_of_the_task(EcsLaunchType? type)
    {
        JsonObject definition = EcsSamples.Definition(EcsSamples.Task with { LaunchType = type, Cpu = 256, Memory = 512 });

        definition["cpu"].ShouldBeJson("\"256\"");
        definition["memory"].ShouldBeJson("\"512\"");
        definition["requiresCompatibilities"].ShouldBeJson("""["FARGATE"]""");
        EcsSamples.Container(definition).ContainsKey("cpu").ShouldBeFalse();
    }

    [Theory]
    [InlineData(EcsLaunchType.Ec2)]
    [InlineData(EcsLaunchType.External)]
    public void Machines_of_ones_own_take_them_as_numbers_of_the_container(EcsLaunchType type)
    {
        JsonObject definition = EcsSamples.Definition(EcsSamples.Task with { LaunchType = type, Cpu = 256, Memory = 512 });

        EcsSamples.Container(definition)["cpu"].ShouldBeJson("256");
        EcsSamples.Container(definition)["memory"].ShouldBeJson("512");
        definition.ContainsKey("networkMode").ShouldBeFalse();
        definition.ContainsKey("requiresCompatibilities").ShouldBeFalse();
    }

    [Fact]
    public void Containers_on_machines_of_ones_own_have_defaults_too()
    {
        JsonObject container = EcsSamples.Container(EcsSamples.Task with { LaunchType = EcsLaunchType.Ec2 });

        container["cpu"].ShouldBeJson("1024");
        container["memory"].ShouldBeJson("2048");
    }

    [Fact]
    public void Size_that_is_no_number_is_refused_where_a_number_is_needed()
    {
        EcsTask task = EcsSamples.Task with { LaunchType = EcsLaunchType.Ec2, TaskDefinition = EcsSamples.Parse("""{"memory":"2 GB"}""") };

        Should.Throw<AwsConfigurationException>(() => EcsSamples.Definition(task)).Field.ShouldBe("memory");
        EcsSamples.Definition(task with { LaunchType = EcsLaunchType.Fargate })["memory"].ShouldBeJson("\"2 GB\"");
    }

    [Fact]
    public void Definition_of_the_user_is_kept_and_filled()
    {
        JsonObject given = EcsSamples.Parse(
            """
            {"family":"mine","networkMode":"host","containerDefinitions":[{},{"name":"proxy","image":"envoy"},{"image":"old","environment":[{"name":"GONE","value":"1"},{"name":"STAYS","value":"2"}]}],
             "volumes":[],"placementConstraints":null}
            """);
        EcsTask task = EcsSamples.Task with
        {
            LaunchType = EcsLaunchType.Ec2,
            TaskDefinition = given,
            Env = new Dictionary<string, string?> { ["GONE"] = null, ["OTHER"] = "3" },
            ContainerName = "prefect",
        };

        EcsSamples.Definition(task).ShouldBeJson(
            """
            {"family":"mine","networkMode":"host","containerDefinitions":[{"name":"proxy","image":"envoy"},
             {"image":"ghcr.io/acme/report:7","environment":[{"name":"STAYS","value":"2"}],"name":"prefect","cpu":1024,"memory":2048}]}
            """);
        given["containerDefinitions"]!.AsArray().Count.ShouldBe(3);
    }

    [Fact]
    public void Container_that_is_not_there_is_refused()
    {
        JsonObject given = EcsSamples.Parse("""{"containerDefinitions":[{"name":"app","image":"a"}]}""");

        Should.Throw<AwsConfigurationException>(() => EcsSamples.Definition(EcsSamples.Task with { TaskDefinition = given, ContainerName = "ap" }))
            .Field.ShouldBe("container_name");
        EcsSamples.Container(EcsSamples.Task with { TaskDefinition = given })["image"].ShouldBeJson("\"ghcr.io/acme/report:7\"");
        EcsSamples.Container(EcsSamples.Task with { ContainerName = "mine" })["name"].ShouldBeJson("\"mine\"");
    }

    [Fact]
    public void Image_must_come_from_somewhere()
    {
        Should.Throw<AwsConfigurationException>(() => EcsSamples.Definition(new EcsTask())).Field.ShouldBe("image");
    }

    [Fact]
    public void Logs_go_to_cloudwatch()
    {
        EcsTask task = EcsSamples.Task with { ConfigureCloudwatchLogs = true, ExecutionRoleArn = EcsSamples.RoleArn };

        EcsSamples.Container(task)["logConfiguration"].ShouldBeJson(
            """
            {"logDriver":"awslogs","options":{"awslogs-create-group":"true","awslogs-group":"prefect","awslogs-region":"eu-central-1",
             "awslogs-stream-prefix":"prefect-logs_report"}}
            """);
        EcsSamples.Definition(task)["executionRoleArn"].ShouldBeJson($"\"{EcsSamples.RoleArn}\"");
        EcsTask other = task with
        {
            CloudwatchLogsPrefix = "mine",
            CloudwatchLogsOptions = new Dictionary<string, string> { ["awslogs-group"] = "ours", ["mode"] = "non-blocking" },
        };
        JsonNode? options = EcsSamples.Container(other)["logConfiguration"]!["options"];
        options!["awslogs-group"].ShouldBeJson("\"ours\"");
        options["mode"].ShouldBeJson("\"non-blocking\"");
        options["awslogs-stream-prefix"].ShouldBeJson("\"mine\"");
    }

    [Fact]
    public void Secrets_replace_variables_of_their_names()
    {
        EcsTask task = EcsSamples.Task with
        {
            TaskDefinition = EcsSamples.Parse(
                """
                {"containerDefinitions":[{"name":"prefect","secrets":[{"name":"KEPT","valueFrom":"k"},{"name":"PREFECT_API_KEY","valueFrom":"old"}],
                 "environment":[{"name":"PREFECT_API_KEY","value":"pnu_x"},{"name":"TOKEN","value":"t"},{"name":"A","value":""}]}]}
                """),
            PrefectApiKeySecretArn = EcsSamples.SecretArn,
            PrefectApiAuthStringSecretArn = "arn:auth",
            Secrets = new Dictionary<string, string> { ["TOKEN"] = "arn:token" },
        };

        JsonObject container = EcsSamples.Container(task);
        container["secrets"].ShouldBeJson(
            $$"""
            [{"name":"KEPT","valueFrom":"k"},{"name":"TOKEN","valueFrom":"arn:token"},{"name":"PREFECT_API_KEY","valueFrom":"{{EcsSamples.SecretArn}}"},
             {"name":"PREFECT_API_AUTH_STRING","valueFrom":"arn:auth"}]
            """);
        container["environment"].ShouldBeJson("""[{"name":"A","value":""}]""");
    }

    [Theory]
    [InlineData(null, "registry:5000/team/report:7@sha256:00", "prefect_report")]
    [InlineData(null, "report", "prefect_report")]
    [InlineData("Nightly report (EU)", "x", "prefect_Nightly-report-EU")]
    [InlineData("../ünïcode\\", "x", "prefect_n-code")]
    public void Family_is_called_after_the_work(string? name, string image, string family) =>
        EcsSamples.Definition(new EcsTask { Name = name, Image = image })["family"].ShouldBeJson($"\"{family}\"");

    [Fact]
    public void Flow_runs_share_the_family_of_their_deployment()
    {
        WorkerFlowRun run = new(Guid.NewGuid(), Guid.NewGuid()) { WorkPoolName = "pool" };
        Guid deployment = Guid.NewGuid();

        EcsOrigin.Of(run).Family.ShouldBe($"prefect_pool_{run.FlowId}");
        EcsOrigin.Of(run with { DeploymentId = deployment }).ShouldBe(
            new EcsOrigin(deployment.ToString(), $"prefect_pool_{deployment}", $"prefect-logs_pool_{deployment}"));
    }
}
