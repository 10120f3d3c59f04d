using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

/// <summary>Waiters on services that keep state.</summary>
public sealed class WaitersOnMotoTests(MotoServer moto) : IAsyncLifetime
{
    private readonly ManualClock _clock = new() { JumpsToTimers = true };
    private readonly string _name = "nightly-" + Guid.NewGuid().ToString("N");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await moto.StartAsync(Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_cluster_is_waited_for_by_a_definition_of_ones_own()
    {
        await SendAsync(AwsService.Ecs, "CreateCluster", new JsonObject { ["clusterName"] = _name });
        JsonObject definition = JsonNode.Parse(
            """
            {"version": 2, "waiters": {"ClusterActive": {
              "operation": "DescribeClusters", "delay": 1, "maxAttempts": 3,
              "acceptors": [{"matcher": "pathAll", "argument": "clusters[].status", "expected": "ACTIVE", "state": "success"}]}}}
            """)!.AsObject();

        await WaitAsync("ecs", "cluster_active", new JsonObject { ["clusters"] = new JsonArray(_name) }, definition);
        await Should.ThrowAsync<AwsWaiterException>(WaitAsync("ecs", "cluster_active", new JsonObject { ["clusters"] = new JsonArray("none") }, definition));
    }

    [Fact]
    public async Task A_cluster_that_is_not_there_is_the_services_error() =>
        (await Should.ThrowAsync<AwsException>(WaitAsync("ecs", "tasks_running", new JsonObject { ["cluster"] = _name, ["tasks"] = new JsonArray("t") })))
            .ErrorCode.ShouldBe("ClusterNotFoundException");

    [Fact]
    public async Task A_function_that_is_not_there_is_asked_for_as_often_as_it_may()
    {
        AwsWaiterException exception = await Should.ThrowAsync<AwsWaiterException>(
            WaitAsync("lambda", "function_exists", new JsonObject { ["FunctionName"] = _name }));

        (exception.IsExhausted, exception.Attempts).ShouldBe((true, 20));
    }

    [Fact]
    public async Task A_secret_is_waited_for_until_somebody_creates_it()
    {
        JsonObject definition = JsonNode.Parse(
            """
            {"version": 2, "waiters": {"SecretThere": {
              "operation": "DescribeSecret", "delay": 1, "maxAttempts": 10,
              "acceptors": [
                {"matcher": "error", "expected": "ResourceNotFoundException", "state": "retry"},
                {"matcher": "path", "argument": "contains(keys(@), 'ARN')", "expected": true, "state": "success"}]}}}
            """)!.AsObject();
        JsonObject parameters = new() { ["SecretId"] = _name };

        (await Should.ThrowAsync<AwsWaiterException>(WaitAsync("secretsmanager", "secret_there", parameters, definition))).Attempts.ShouldBe(10);
        await SendAsync(AwsService.SecretsManager, "CreateSecret", new JsonObject { ["Name"] = _name, ["SecretString"] = "a", ["ClientRequestToken"] = Guid.NewGuid().ToString() });

        await WaitAsync("secretsmanager", "secret_there", parameters, definition);
    }

    private Task<JsonNode> SendAsync(AwsService service, string operation, JsonObject request) =>
        AwsClient.For(Credentials(), service).SendAsync(operation, null, request, operation, Token);

    private Task WaitAsync(string client, string waiter, JsonObject parameters, JsonObject? definition = null) =>
        WaiterTasks.Prepare(client, waiter, Credentials(), definition, parameters, null, _clock).WaitAsync(Token);

    private AwsCredentials Credentials() => new()
    {
        AwsAccessKeyId = "AKIAIOSFODNN7EXAMPLE",
        AwsSecretAccessKey = "a-secret-of-waiter-tests",
        RegionName = "us-east-1",
        AwsClientParameters = new() { EndpointUrl = moto.Endpoint.AbsoluteUri },
    };
}
