using System.Text.Json.Nodes;

namespace Prefect.Aws.Tests.Ecs;

public sealed class EcsRunRequestTests
{
    private const string Nothing = """{"taskDefinition":"ARN","launchType":"FARGATE"}""";

    [Fact]
    public void By_default_it_says_no_more_than_it_must() =>
        EcsSamples.Request(EcsSamples.Task).ShouldBeJson(Nothing.Replace("ARN", EcsSamples.Arn, StringComparison.Ordinal));

    [Fact]
    public void Variables_command_and_size_are_overrides_of_the_container()
    {
        JsonObject request = EcsSamples.Request(EcsSamples.Task with
        {
            Cluster = "jobs",
            Command = ["dotnet", "Report.dll", "two words"],
            Env = new Dictionary<string, string?> { ["DAY"] = "2026-11-20", ["GONE"] = null, ["EMPTY"] = "" },
            Cpu = 256,
            Memory = 512,
            TaskRoleArn = "arn:role",
            ExecutionRoleArn = EcsSamples.RoleArn,
        });

        request["cluster"].ShouldBeJson("\"jobs\"");
        request["overrides"].ShouldBeJson(
            """
            {"containerOverrides":[{"name":"prefect","command":["dotnet","Report.dll","two words"],
             "environment":[{"name":"DAY","value":"2026-11-20"},{"name":"EMPTY","value":""}],"cpu":256,"memory":512}],
             "cpu":"256","memory":"512","taskRoleArn":"arn:role"}
            """);
    }

    [Fact]
    public void Request_of_the_user_is_kept_and_filled()
    {
        JsonObject given = EcsSamples.Parse(
            """
            {"cluster":"theirs","startedBy":"me","tags":{"a":"1","b":"2"},"overrides":{"containerOverrides":[
             {"command":"run 'two words'","environment":{"A":"1","B":"2","C":null}},{"name":"proxy","cpu":1},{}]}}
            """);
        JsonObject request = EcsSamples.Request(EcsSamples.Task with
        {
            TaskRunRequest = given,
            Env = new Dictionary<string, string?> { ["B"] = null, ["D"] = "4" },
            Labels = new Dictionary<string, string?> { ["b"] = "3", ["c"] = null },
        });

        request.ShouldBeJson(
            $$"""
            {"cluster":"theirs","startedBy":"me","tags":[{"key":"a","value":"1"},{"key":"b","value":"3"}],"overrides":{"containerOverrides":[
             {"name":"prefect","command":["run","two words"],"environment":[{"name":"A","value":"1"},{"name":"D","value":"4"}]},
             {"name":"proxy","cpu":1}]},"taskDefinition":"{{EcsSamples.Arn}}","launchType":"FARGATE"}
            """);
    }

    [Fact]
    public void Spare_machines_are_a_capacity_provider()
    {
        JsonObject request = EcsSamples.Request(EcsSamples.Task with { LaunchType = EcsLaunchType.FargateSpot });

        request.ContainsKey("launchType").ShouldBeFalse();
        request["capacityProviderStrategy"].ShouldBeJson("""[{"capacityProvider":"FARGATE_SPOT","weight":1}]""");
    }

    [Fact]
    public void Strategy_takes_the_place_of_the_launch_type()
    {
        JsonObject request = EcsSamples.Request(EcsSamples.Task with { CapacityProviderStrategy = [new("big", 3, 1), new("FARGATE", 0)] });

        request.ContainsKey("launchType").ShouldBeFalse();
        request["capacityProviderStrategy"].ShouldBeJson(
            """[{"capacityProvider":"big","weight":3,"base":1},{"capacityProvider":"FARGATE","weight":0,"base":0}]""");
    }

    [Fact]
    public void Launch_type_of_the_request_has_precedence() =>
        EcsSamples.Request(EcsSamples.Task with { TaskRunRequest = EcsSamples.Parse("""{"launchType":"EC2"}""") })["launchType"].ShouldBeJson("\"EC2\"");

    [Fact]
    public void Launch_type_may_be_left_to_the_cluster_for_definitions_that_want_machines_of_ones_own()
    {
        EcsTask task = EcsSamples.Task with
        {
            LaunchType = null,
            TaskDefinition = EcsSamples.Parse("""{"requiresCompatibilities":["EC2"]}"""),
        };

        EcsSamples.Request(task).ContainsKey("launchType").ShouldBeFalse();
        EcsSamples.Request(EcsSamples.Task with { LaunchType = null })["launchType"].ShouldBeJson("\"FARGATE\"");
    }

    [Fact]
    public void Secrets_are_taken_from_the_variables()
    {
        JsonObject request = EcsSamples.Request(EcsSamples.Task with
        {
            Env = new Dictionary<string, string?> { ["PREFECT_API_KEY"] = "pnu_123456", ["PREFECT_API_AUTH_STRING"] = "a:b", ["X"] = "1" },
            PrefectApiKeySecretArn = EcsSamples.SecretArn,
            PrefectApiAuthStringSecretArn = EcsSamples.SecretArn,
        });

        EcsSamples.Override(request)["environment"].ShouldBeJson("""[{"name":"X","value":"1"}]""");
    }

    [Fact]
    public void Tags_hold_only_what_tags_may_hold()
    {
        JsonObject request = EcsSamples.Request(EcsSamples.Task with
        {
            Labels = new Dictionary<string, string?>
            {
                ["prefect.io/flow-run-name"] = "Brave Otter's 1,000 runs!",
                ["empty"] = "",
                ["???"] = "x",
                ["long"] = new string('x', 300),
            },
        });

        request["tags"].ShouldBeJson(
            $$"""[{"key":"prefect.io/flow-run-name","value":"Brave-Otter-s-1000-runs"},{"key":"empty","value":""},{"key":"long","value":"{{new string('x', 256)}}"}]""");
    }

    [Theory]
    [InlineData(true, true, 1)]
    [InlineData(true, false, 0)]
    [InlineData(false, true, 0)]
    public void Only_definitions_that_were_registered_for_the_run_are_marked_for_deregistering(bool isAsked, bool isNew, int tags)
    {
        JsonObject request = EcsSamples.Request(EcsSamples.Task with { AutoDeregisterTaskDefinition = isAsked }, isNew);

        (request["tags"]?.AsArray().Count ?? 0).ShouldBe(tags);
        if (tags > 0)
        {
            request["tags"].ShouldBeJson("""[{"key":"prefect.io/degregister-task-definition","value":"true"}]""");
        }
    }

    [Fact]
    public void Network_is_sent_as_it_is()
    {
        JsonObject network = EcsSamples.Parse("""{"awsvpcConfiguration":{"subnets":["subnet-1"],"securityGroups":[],"assignPublicIp":"ENABLED"}}""");

        EcsSamples.Request(EcsSamples.Task, network: network)["networkConfiguration"]
            .ShouldBeJson("""{"awsvpcConfiguration":{"subnets":["subnet-1"],"securityGroups":[],"assignPublicIp":"ENABLED"}}""");
    }

    [Fact]
    public void Log_lines_tell_keys_apart_and_nothing_else()
    {
        JsonObject request = EcsSamples.Request(EcsSamples.Task with
        {
            Env = new Dictionary<string, string?>
            {
                ["PREFECT_API_KEY"] = "pnu_12abcdefghijk", ["PREFECT_API_AUTH_STRING"] = "admin:password", ["PASSWORD"] = "hunter2hunter2",
            },
        });

        string line = EcsLogText.Of(request);
        line.ShouldContain("pnu_12***");
        line.ShouldNotContain("pnu_12a");
        line.ShouldNotContain("admin");
        line.ShouldNotContain("hunter2");
        EcsSamples.Override(request)["environment"]![0]!["value"].ShouldBeJson("\"pnu_12abcdefghijk\"");
        EcsLogText.Of(EcsSamples.Request(EcsSamples.Task with { Env = new Dictionary<string, string?> { ["PREFECT_API_KEY"] = "short1" } })).ShouldNotContain("short1");
    }
}
