using System.Text;
using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

/// <summary>A job from its submission to its end, on an emulator.</summary>
public sealed class BatchOnMotoTests(MotoServer moto) : IAsyncLifetime
{
    private static readonly AwsService s_iam = new() { Id = "IAM", EndpointPrefix = "iam", Version = "2010-05-08" };
    private readonly string _name = "nightly-" + Guid.NewGuid().ToString("N");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await moto.StartAsync(Token);
        byte[] role = Encoding.UTF8.GetBytes($"Action=CreateRole&Version=2010-05-08&RoleName={_name}&AssumeRolePolicyDocument=%7B%7D");
        AwsRequest request = new() { Operation = "CreateRole", Body = role, ContentType = "application/x-www-form-urlencoded; charset=utf-8" };
        using AwsAnswer _ = await AwsClient.For(Credentials(), s_iam).SendRawAsync(request, "create a role", Token);
        JsonNode environment = await BatchAsync("createcomputeenvironment", new JsonObject
        {
            ["computeEnvironmentName"] = _name,
            ["type"] = "UNMANAGED",
            ["serviceRole"] = "arn:aws:iam::123456789012:role/" + _name,
        });
        await BatchAsync("createjobqueue", new JsonObject
        {
            ["jobQueueName"] = _name,
            ["state"] = "ENABLED",
            ["priority"] = 1,
            ["computeEnvironmentOrder"] = new JsonArray(new JsonObject { ["order"] = 1, ["computeEnvironment"] = (string?)environment["computeEnvironmentArn"] }),
        });
        await BatchAsync("registerjobdefinition", new JsonObject
        {
            ["jobDefinitionName"] = _name,
            ["type"] = "container",
            ["containerProperties"] = new JsonObject { ["image"] = "busybox", ["vcpus"] = 1, ["memory"] = 128, ["command"] = new JsonArray("true") },
        });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_job_is_submitted_and_waited_for()
    {
        string jobId = await BatchTasks.BatchSubmitAsync(
            "nightly", _name, _name, Credentials(), new JsonObject { ["tags"] = new JsonObject { ["team"] = "data" } }, Token);

        JsonObject jobs = JsonNode.Parse(
            """
            {"version": 2, "waiters": {"JobComplete": {
              "operation": "DescribeJobs", "delay": 30, "maxAttempts": 120,
              "acceptors": [
                {"matcher": "pathAll", "argument": "jobs[].status", "expected": "SUCCEEDED", "state": "success"},
                {"matcher": "pathAny", "argument": "jobs[].status", "expected": "FAILED", "state": "failure"}]}}}
            """)!.AsObject();
        JsonObject parameters = new() { ["jobs"] = new JsonArray(jobId) };
        WaiterConfig config = new() { Delay = TimeSpan.FromMilliseconds(100), MaxAttempts = 3000 };

        await WaiterTasks.ClientWaiterAsync("batch", "job_complete", Credentials(), jobs, parameters, config, Token);
    }

    private Task<JsonNode> BatchAsync(string operation, JsonObject request) =>
        AwsClient.For(Credentials(), AwsService.Batch).SendAsync(operation, new AwsRoute("POST", "/v1/" + operation), request, operation, Token);

    private AwsCredentials Credentials() => new()
    {
        AwsAccessKeyId = "AKIAIOSFODNN7EXAMPLE",
        AwsSecretAccessKey = "a-secret-of-batch-tests",
        RegionName = "us-east-1",
        AwsClientParameters = new() { EndpointUrl = moto.Endpoint.AbsoluteUri },
    };
}
