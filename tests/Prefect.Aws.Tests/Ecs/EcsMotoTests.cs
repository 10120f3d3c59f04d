using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Http;
using Prefect.Testing;

namespace Prefect.Aws.Tests.Ecs;

public sealed class EcsMotoTests(MotoServer moto) : IAsyncLifetime
{
    private readonly string _name = "report-" + Guid.NewGuid().ToString("N");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private EcsTask Task => EcsSamples.Task with
    {
        Name = _name,
        Cluster = _name,
        AwsCredentials = Credentials,

        // Moto adds up what containers need, and takes for granted that they say so.
        TaskDefinition = EcsSamples.Parse("""{"containerDefinitions":[{"name":"prefect","memory":512}]}"""),
        Command = ["dotnet", "Report.dll"],
        Env = new Dictionary<string, string?> { ["DAY"] = "2026-11-20" },
        Labels = new Dictionary<string, string?> { ["team"] = "data & more" },
        Options = new EcsOptions { PollInterval = TimeSpan.FromMilliseconds(20), CreateTaskRunMaxAttempts = 1 },
    };

    private AwsCredentials Credentials => new()
    {
        AwsAccessKeyId = "AKIAIOSFODNN7EXAMPLE",
        AwsSecretAccessKey = "a-secret-of-ecs-tests",
        RegionName = "us-east-1",
        AwsClientParameters = new() { EndpointUrl = moto.Endpoint.AbsoluteUri },
    };

    public async ValueTask InitializeAsync()
    {
        await moto.StartAsync(Token);
        await AskAsync("CreateCluster", new JsonObject { ["clusterName"] = _name });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Task_runs_is_described_and_stopped()
    {
        EcsTaskRun run = await Task.RunAsync(Token);
        EcsTaskOutcome outcome = await run.DescribeAsync(Token);

        run.Id.ShouldStartWith(_name + "::arn:aws:ecs:us-east-1:");
        outcome.Status.ShouldNotBeEmpty();
        outcome.TaskDefinitionArn.ShouldBe(run.TaskDefinitionArn);
        outcome.Tags["team"].ShouldBe("data-more");
        JsonNode task = (await AskAsync("DescribeTasks", new JsonObject { ["cluster"] = _name, ["tasks"] = new JsonArray(run.Identifier.TaskArn) }))["tasks"]![0]!;
        task["overrides"]!["containerOverrides"].ShouldBeJson(
            """[{"name":"prefect","command":["dotnet","Report.dll"],"environment":[{"name":"DAY","value":"2026-11-20"}]}]""");

        await run.StopAsync(cancellationToken: Token);
        EcsTaskOutcome ended = await Task.Attach(run.Id).WaitAsync(TimeSpan.FromMinutes(5), Token);

        (ended.HasStopped, ended.StoppedReason).ShouldBe((true, "Stopped by Prefect worker"));
        (await run.FetchResultAsync(Token)).HasStopped.ShouldBeTrue();
    }

    [Fact]
    public async Task Equal_definitions_are_registered_once()
    {
        EcsTaskRun first = await Task.RunAsync(Token);
        EcsTaskRun second = await (Task with { Env = new Dictionary<string, string?> { ["DAY"] = "2026-11-21" } }).RunAsync(Token);
        EcsTaskRun changed = await (Task with { Image = "ghcr.io/acme/report:8" }).RunAsync(Token);

        second.TaskDefinitionArn.ShouldBe(first.TaskDefinitionArn);
        second.Id.ShouldNotBe(first.Id);
        changed.TaskDefinitionArn.ShouldBe(first.TaskDefinitionArn![..^1] + "2");
        (await RevisionsAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Runs_that_begin_together_register_one_definition()
    {
        EcsTaskRun[] runs = await System.Threading.Tasks.Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.RunAsync(Token)));

        runs.Select(run => run.TaskDefinitionArn).Distinct().Count().ShouldBe(1);
        (await RevisionsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Definition_that_was_deregistered_is_registered_again()
    {
        EcsTaskRun first = await Task.RunAsync(Token);
        await AskAsync("DeregisterTaskDefinition", new JsonObject { ["taskDefinition"] = first.TaskDefinitionArn });

        (await Task.RunAsync(Token)).TaskDefinitionArn.ShouldNotBe(first.TaskDefinitionArn);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task Latest_definition_of_the_family_is_used_when_asked_for(bool isAsked, int revisions)
    {
        EcsTask task = Task with { MatchLatestRevisionInFamily = isAsked };
        JsonObject definition = task.BuildTaskDefinition("us-east-1");
        await AskAsync("RegisterTaskDefinition", definition);

        await task.RunAsync(Token);

        (await RevisionsAsync()).ShouldBe(revisions);
    }

    [Fact]
    public async Task Registered_definition_is_used_as_it_is()
    {
        EcsTaskRun first = await Task.RunAsync(Token);

        EcsTaskRun second = await (Task with { Image = null, TaskDefinitionArn = first.TaskDefinitionArn }).RunAsync(Token);

        second.TaskDefinitionArn.ShouldBe(first.TaskDefinitionArn);
        (await RevisionsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Definition_of_a_run_is_deregistered_after_it()
    {
        EcsTaskRun run = await (Task with { AutoDeregisterTaskDefinition = true }).RunAsync(Token);
        (await run.DescribeAsync(Token)).Tags["prefect.io/degregister-task-definition"].ShouldBe("true");
        await run.StopAsync(cancellationToken: Token);

        await run.WaitAsync(cancellationToken: Token);

        JsonNode known = await AskAsync("DescribeTaskDefinition", new JsonObject { ["taskDefinition"] = run.TaskDefinitionArn });
        known["taskDefinition"]!["status"].ShouldBeJson("\"INACTIVE\"");
    }

    [Fact]
    public async Task Cluster_that_is_not_there_is_named()
    {
        EcsTaskException exception = await Should.ThrowAsync<EcsTaskException>(() => (Task with { Cluster = "no-such" }).RunAsync(Token));

        exception.Diagnosis.Summary.ShouldBe("The cluster is not there");
        exception.Message.ShouldContain("'no-such'");
        exception.InnerException.ShouldBeOfType<AwsException>().ErrorCode.ShouldBe("ClusterNotFoundException");
        await Should.ThrowAsync<EcsTaskNotFoundException>(() => Task.Attach("no-such::abc").StopAsync(cancellationToken: Token));
        await Should.ThrowAsync<EcsTaskNotFoundException>(() => Task.Attach("no-such::abc").DescribeAsync(Token));
    }

    [Fact]
    public async Task Vpc_that_is_not_there_is_named()
    {
        AwsConfigurationException exception = await Should.ThrowAsync<AwsConfigurationException>(() => (Task with { VpcId = "vpc-00000000" }).RunAsync(Token));

        exception.Field.ShouldBe("vpc_id");
        exception.Message.ShouldContain("vpc-00000000");
    }

    [Fact]
    public async Task Subnets_must_be_in_the_vpc()
    {
        Ec2Networks networks = new(AwsClient.For(Credentials, AwsService.Ec2));
        string vpc = (await networks.FindVpcAsync(null, Token))!;
        IReadOnlyList<string> subnets = await networks.SubnetsOfAsync(vpc, Token);
        EcsTask task = Task with { VpcId = vpc, NetworkConfiguration = new EcsNetworkConfiguration { Subnets = [subnets[0]], AssignPublicIp = "DISABLED" } };

        (await task.RunAsync(Token)).Id.ShouldNotBeEmpty();
        EcsTask wrong = task with { NetworkConfiguration = new EcsNetworkConfiguration { Subnets = [subnets[0], "subnet-elsewhere"] } };
        (await Should.ThrowAsync<AwsConfigurationException>(() => wrong.RunAsync(Token))).Message.ShouldContain("'subnet-elsewhere'");
    }

    [Fact]
    public async Task Lines_of_the_container_are_read()
    {
        EcsTask task = Task with
        {
            ConfigureCloudwatchLogs = true,
            ExecutionRoleArn = EcsSamples.RoleArn,
            CloudwatchLogsOptions = new Dictionary<string, string> { ["awslogs-group"] = _name },
        };
        EcsTaskRun run = await task.RunAsync(Token);
        (await run.ReadLogsAsync(Token).ToListAsync(Token)).ShouldBeEmpty();
        await PrintAsync(run, 25);

        List<EcsLogLine> lines = await run.ReadLogsAsync(Token).ToListAsync(Token);
        IReadOnlyList<EcsLogLine> last = await task.Attach(run.Id).ReadLastLogsAsync(3, Token);

        lines.Select(line => line.Message).ShouldBe(Enumerable.Range(0, 25).Select(number => $"line {number}"));
        last.Select(line => line.Message).ShouldBe(["line 22", "line 23", "line 24"]);
        (DateTimeOffset.UtcNow - lines[0].Timestamp).ShouldBeLessThan(TimeSpan.FromHours(1));
        await run.StopAsync(cancellationToken: Token);
        (await run.FollowLogsAsync(Token).CountAsync(Token)).ShouldBe(25);
    }

    [Fact]
    public async Task Container_that_does_not_print_to_cloudwatch_has_no_lines_to_read()
    {
        EcsTaskRun run = await Task.RunAsync(Token);

        (await Should.ThrowAsync<AwsConfigurationException>(() => run.ReadLastLogsAsync(cancellationToken: Token))).Field.ShouldBe("configure_cloudwatch_logs");
    }

    [Fact]
    public async Task Every_method_has_a_blocking_twin()
    {
        EcsTaskRun run = Task.Run(Token);
        run.Describe(Token).Status.ShouldNotBeEmpty();
        run.Stop(cancellationToken: Token);
        run.Wait(cancellationToken: Token).HasStopped.ShouldBeTrue();
        IJobRun<EcsTaskOutcome> triggered = Task.Trigger(Token);
        await triggered.FetchResultAsync(Token).ShouldThrowAsync<InvalidOperationException>();
    }

    [Fact]
    public async Task Worker_wants_a_configuration_and_a_flow_run()
    {
        Should.Throw<ArgumentNullException>(() => new EcsWorker(null!));
        await Should.ThrowAsync<ArgumentNullException>(() => new EcsWorker(Task).RunAsync(null!, Token));
        await Should.ThrowAsync<FormatException>(() => new EcsWorker(Task).KillInfrastructureAsync("../jobs", Token));
    }

    [Fact]
    public async Task Worker_starts_and_kills_flow_runs()
    {
        EcsWorker worker = new(Task with { LaunchType = EcsLaunchType.Fargate });
        WorkerFlowRun flowRun = new(Guid.NewGuid(), Guid.NewGuid())
        {
            Name = "brave otter",
            WorkPoolName = "pool",
            DeploymentId = Guid.NewGuid(),
            Command = "dotnet App.dll --day '20 November'",
            Env = new Dictionary<string, string?> { ["DAY"] = null, ["PREFECT_API_URL"] = "http://server/api" },
            Labels = new Dictionary<string, string?> { ["team"] = null },
        };

        EcsWorkerResult result = await worker.RunAsync(flowRun, Token);
        EcsWorkerResult again = await worker.RunAsync(flowRun with { Id = Guid.NewGuid() }, Token);

        result.StatusCode.ShouldBe(0);
        EcsTaskRun run = Task.Attach(result.Identifier);
        EcsTaskOutcome outcome = await run.DescribeAsync(Token);
        outcome.TaskDefinitionArn.ShouldEndWith($"prefect_pool_{flowRun.DeploymentId}:1");
        outcome.Tags.ShouldBe(
            new Dictionary<string, string>
            {
                ["prefect.io/flow-run-id"] = flowRun.Id.ToString(),
                ["prefect.io/flow-run-name"] = "brave-otter",
                ["prefect.io/flow-id"] = flowRun.FlowId.ToString(),
                ["prefect.io/deployment-id"] = flowRun.DeploymentId.ToString()!,
                ["prefect.io/work-pool-name"] = "pool",
            },
            ignoreOrder: true);
        (await Task.Attach(again.Identifier).DescribeAsync(Token)).TaskDefinitionArn.ShouldBe(outcome.TaskDefinitionArn);
        JsonNode task = (await AskAsync("DescribeTasks", new JsonObject { ["cluster"] = _name, ["tasks"] = new JsonArray(run.Identifier.TaskArn) }))["tasks"]![0]!;
        task["overrides"]!["containerOverrides"].ShouldBeJson(
            $$"""
            [{"name":"prefect","command":["dotnet","App.dll","--day","20 November"],
              "environment":[{"name":"PREFECT__FLOW_RUN_ID","value":"{{flowRun.Id}}"},{"name":"PREFECT_API_URL","value":"http://server/api"}]}]
            """);

        await worker.KillInfrastructureAsync(result.Identifier, Token);
        (await run.DescribeAsync(Token)).StoppedReason.ShouldBe("Stopped by Prefect worker");
    }

    private async Task<int> RevisionsAsync() =>
        (await AskAsync("ListTaskDefinitions", new JsonObject { ["familyPrefix"] = $"prefect_{_name}" }))["taskDefinitionArns"]!.AsArray().Count;

    private async Task PrintAsync(EcsTaskRun run, int lines)
    {
        AwsClient logs = AwsClient.For(Credentials, AwsService.CloudWatchLogs);
        string stream = $"prefect-logs_{_name}/prefect/{run.Identifier.TaskId}";
        long now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        await logs.SendAsync("CreateLogGroup", null, new JsonObject { ["logGroupName"] = _name }, "make a group", Token);
        await logs.SendAsync("CreateLogStream", null, new JsonObject { ["logGroupName"] = _name, ["logStreamName"] = stream }, "make a stream", Token);
        await logs.SendAsync(
            "PutLogEvents",
            null,
            new JsonObject
            {
                ["logGroupName"] = _name,
                ["logStreamName"] = stream,
                ["logEvents"] = new JsonArray([.. Enumerable.Range(0, lines).Select(number => new JsonObject { ["timestamp"] = now + number, ["message"] = $"line {number}" })]),
            },
            "print",
            Token);
    }

    private Task<JsonNode> AskAsync(string operation, JsonObject request) =>
        AwsClient.For(Credentials, AwsService.Ecs).SendAsync(operation, null, request, "prepare a test", Token);
}
