using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests.Ecs;

/// <summary>A test with a scripted service, and a clock that jumps over waits.</summary>
public abstract class EcsPeerTest : IAsyncLifetime
{
    protected const string RunTask = "ecs.RunTask";
    protected const string DescribeTasks = "ecs.DescribeTasks";
    protected const string Register = "ecs.RegisterTaskDefinition";
    protected const string DescribeDefinition = "ecs.DescribeTaskDefinition";
    protected const string StopTask = "ecs.StopTask";
    protected const string GetLogEvents = "logs.GetLogEvents";

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected AwsPeer Peer { get; private set; } = null!;

    protected ManualClock Clock { get; } = new() { JumpsToTimers = true };

    /// <summary>On machines of one's own, so that nobody asks for subnets.</summary>
    protected EcsTask Task => EcsSamples.Task with
    {
        AwsCredentials = Peer.Credentials(),
        Cluster = "jobs",
        LaunchType = EcsLaunchType.Ec2,
        Options = new EcsOptions { TimeProvider = Clock },
    };

    public virtual async ValueTask InitializeAsync()
    {
        Peer = await AwsPeer.StartAsync(Token);
        Peer.On(Register, request => AwsReply.Json(Registered(request.Json)));
        Peer.On(RunTask, AwsReply.Json(Tasks("PROVISIONING")));
    }

    public async ValueTask DisposeAsync()
    {
        if (Peer.Requests.Count > 0)
        {
            Peer.ShouldHaveGoodSignatures();
        }

        await Peer.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected EcsTaskRun Attached() => Task.Attach($"jobs::{EcsSamples.TaskArn}");

    protected static JsonObject Registered(JsonObject definition, string arn = EcsSamples.Arn)
    {
        JsonObject known = definition.DeepClone().AsObject();
        known["taskDefinitionArn"] = arn;
        known["status"] = "ACTIVE";
        known["revision"] = 1;
        return new JsonObject { ["taskDefinition"] = known };
    }

    protected static string Tasks(string status, int? exitCode = null, string more = "") =>
        $$"""
        {"tasks":[{"taskArn":"{{EcsSamples.TaskArn}}","clusterArn":"arn:aws:ecs:eu-central-1:123456789012:cluster/jobs","lastStatus":"{{status}}",
         "taskDefinitionArn":"{{EcsSamples.Arn}}","startedAt":1763640000.25,"containers":[{"name":"prefect"{{(exitCode is { } code ? $",\"exitCode\":{code}" : "")}}}]{{more}}}],
         "failures":[]}
        """;
}
