using System.Text.Json.Nodes;
using Prefect.Client;
using Prefect.Http;
using Prefect.Testing;

namespace Prefect.Aws.Tests.Ecs;

/// <summary>From the worker that starts a task to the run that has crashed, with queue, tasks and logs on an emulator.</summary>
public sealed class EcsObserverMotoTests(MotoServer moto) : IAsyncLifetime
{
    private readonly string _name = "observed-" + Guid.NewGuid().ToString("N");
    private readonly TemporaryDirectory _folder = new();
    private string _queue = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AwsCredentials Credentials => new()
    {
        AwsAccessKeyId = "AKIAIOSFODNN7EXAMPLE",
        AwsSecretAccessKey = "a-secret-of-observer-tests",
        RegionName = "us-east-1",
        AwsClientParameters = new() { EndpointUrl = moto.Endpoint.AbsoluteUri },
    };

    public async ValueTask InitializeAsync()
    {
        await moto.StartAsync(Token);
        await AskAsync(AwsService.Ecs, "CreateCluster", new JsonObject { ["clusterName"] = _name });
        _queue = (await AskAsync(AwsService.Sqs, "CreateQueue", new JsonObject { ["QueueName"] = _name }))["QueueUrl"]!.ToString();
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Run_whose_container_fails_is_seen_to_crash()
    {
        await using PrefectServer server = await PrefectServer.StartAsync(cancellationToken: Token);
        Guid run = server.AddFlowRun();
        EcsWorkerResult started = await Worker().RunAsync(new WorkerFlowRun(run, Guid.NewGuid()) { Name = "brave-otter", WorkPoolName = "pool" }, Token);
        EcsTaskRun task = Task.Attach(started.Identifier);
        await PrintAsync(task, "No module named 'app'");
        await SendAsync(task, "PROVISIONING");
        await SendAsync(task, "RUNNING");
        await AskAsync(AwsService.Sqs, "SendMessage", new JsonObject { ["QueueUrl"] = _queue, ["MessageBody"] = """{"detail-type":"Scheduled Event"}""" });
        await task.StopAsync(cancellationToken: Token);
        await SendAsync(task, "STOPPED");

        await ObserveAsync(server);

        server.StateNamesOf(run).ShouldBe(["Pending", "InfrastructurePending", "Crashed"]);
        server.Events.Select(replica => replica["event"]!.ToString())
            .ShouldBe(["prefect.ecs.task.provisioning", "prefect.ecs.task.running", "prefect.ecs.task.stopped"], ignoreOrder: true);
        server.Logs.Select(line => line["message"]!.ToString()).ShouldContain("No module named 'app'");
        JsonNode definition = await AskAsync(AwsService.Ecs, "DescribeTaskDefinition", new JsonObject { ["taskDefinition"] = (await task.DescribeAsync(Token)).TaskDefinitionArn });
        definition["taskDefinition"]!["status"]!.ToString().ShouldBe("INACTIVE");
    }

    [Fact]
    public async Task Queue_that_is_not_there_ends_it()
    {
        await using PrefectServer server = await PrefectServer.StartAsync(cancellationToken: Token);
        using CapturedLog log = new();

        await new EcsObserver(Credentials, new EcsObserverSettings { QueueName = "no-such-" + _name }, Api(server)) { Logger = log.CreateLogger("observer") }.RunAsync(Token);

        log.Entries.ShouldHaveSingleItem().Message.ShouldContain("There is no queue 'no-such-");
    }

    private EcsTask Task => EcsSamples.Task with
    {
        Name = _name,
        Cluster = _name,
        AwsCredentials = Credentials,
        TaskDefinition = EcsSamples.Parse("""{"containerDefinitions":[{"name":"prefect","memory":512}]}"""),
        ConfigureCloudwatchLogs = true,
        ExecutionRoleArn = EcsSamples.RoleArn,
        CloudwatchLogsOptions = new Dictionary<string, string> { ["awslogs-group"] = _name },
        AutoDeregisterTaskDefinition = true,
    };

    private EcsWorker Worker() => new(Task);

    private PrefectApi Api(PrefectServer server) => new(PrefectSettings.Load(new()
    {
        Environment = new Dictionary<string, string> { ["PREFECT_API_URL"] = server.Url },
        CurrentDirectory = _folder.Path,
        UserDirectory = _folder.Path,
    }));

    private async Task ObserveAsync(PrefectServer server)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task observing = new EcsObserver(Credentials, new EcsObserverSettings { QueueName = _name }, Api(server)).RunAsync(stop.Token);
        while (await CountAsync() > 0)
        {
            observing.IsCompleted.ShouldBeFalse();
        }

        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => observing);
    }

    private async Task<int> CountAsync()
    {
        JsonNode answer = await AskAsync(
            AwsService.Sqs, "GetQueueAttributes", new JsonObject { ["QueueUrl"] = _queue, ["AttributeNames"] = new JsonArray("All") });
        JsonNode attributes = answer["Attributes"]!;
        return new[] { "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible" }
            .Sum(name => int.Parse(attributes[name]!.ToString(), System.Globalization.CultureInfo.InvariantCulture));
    }

    // As EventBridge would, of what the emulator says about the task.
    private async Task SendAsync(EcsTaskRun task, string status)
    {
        JsonNode known = await AskAsync(
            AwsService.Ecs, "DescribeTasks", new JsonObject { ["cluster"] = _name, ["tasks"] = new JsonArray(task.Identifier.TaskArn) });
        JsonObject detail = known["tasks"]![0]!.DeepClone().AsObject();
        detail["lastStatus"] = status;
        detail.Remove("tags");
        detail["containers"] = new JsonArray(EcsEvents.Container("prefect", status == "STOPPED" ? 1 : null));
        JsonObject change = new()
        {
            ["id"] = Guid.NewGuid().ToString(),
            ["detail-type"] = "ECS Task State Change",
            ["source"] = "aws.ecs",
            ["time"] = DateTimeOffset.UtcNow.ToString("O"),
            ["detail"] = detail,
        };
        await AskAsync(AwsService.Sqs, "SendMessage", new JsonObject { ["QueueUrl"] = _queue, ["MessageBody"] = change.ToJsonString() });
    }

    private async Task PrintAsync(EcsTaskRun run, string line)
    {
        JsonObject known = (await AskAsync(AwsService.Ecs, "DescribeTaskDefinition", new JsonObject { ["taskDefinition"] = run.TaskDefinitionArn ?? (await run.DescribeAsync(Token)).TaskDefinitionArn })).AsObject();
        string prefix = known["taskDefinition"]!["containerDefinitions"]![0]!["logConfiguration"]!["options"]!["awslogs-stream-prefix"]!.ToString();
        JsonObject stream = new() { ["logGroupName"] = _name, ["logStreamName"] = $"{prefix}/prefect/{run.Identifier.TaskId}" };
        await AskAsync(AwsService.CloudWatchLogs, "CreateLogGroup", new JsonObject { ["logGroupName"] = _name });
        await AskAsync(AwsService.CloudWatchLogs, "CreateLogStream", stream.DeepClone().AsObject());
        stream["logEvents"] = new JsonArray(new JsonObject { ["timestamp"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), ["message"] = line });
        await AskAsync(AwsService.CloudWatchLogs, "PutLogEvents", stream);
    }

    private Task<JsonNode> AskAsync(AwsService service, string operation, JsonObject request) =>
        AwsClient.For(Credentials, service).SendAsync(operation, null, request, "prepare a test", Token);
}
