using System.Text.Json.Nodes;
using Prefect.Http;
using Prefect.Testing;

namespace Prefect.Aws.Tests.Ecs;

public sealed class EcsReadmeTests : EcsPeerTest
{
    private readonly List<string> _printed = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        JsonObject? registered = null;
        Peer.On(Register, request => AwsReply.Json(registered = Registered(request.Json)));
        Peer.On(DescribeDefinition, _ => AwsReply.Json(registered!));
        Peer.On(DescribeTasks, AwsReply.Json(Tasks("STOPPED", 0)));
        Peer.On(StopTask, AwsReply.Json("{}"));
        Peer.On(GetLogEvents, AwsReply.Json("""{"events":[{"timestamp":1763640000000,"message":"done"}],"nextForwardToken":"1"}"""), AwsReply.Json("""{"events":[],"nextForwardToken":"1"}"""));
        Peer.On("ec2.DescribeVpcs", AwsReply.Xml("<DescribeVpcsResponse><vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet></DescribeVpcsResponse>"));
        Peer.On("ec2.DescribeSubnets", AwsReply.Xml("<DescribeSubnetsResponse><subnetSet><item><subnetId>subnet-1</subnetId></item></subnetSet></DescribeSubnetsResponse>"));
    }

    [Fact]
    public async Task Containers_are_run()
    {
        EcsTask report = new()
        {
            AwsCredentials = Peer.Credentials(),
            Name = "report",
            Cluster = "jobs",
            Image = "ghcr.io/acme/report:7",
            Command = ["dotnet", "Report.dll", "2026-11-20"],
            Env = new Dictionary<string, string?> { ["REGION"] = "eu" },
            Secrets = new Dictionary<string, string> { ["DB_PASSWORD"] = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf" },
            Cpu = 512,
            Memory = 1024,
            ExecutionRoleArn = "arn:aws:iam::123456789012:role/report-execution",
            ConfigureCloudwatchLogs = true,
            Options = new EcsOptions { TimeProvider = Clock },
        };
        EcsTaskRun run = await report.RunAsync(Token);
        await foreach (EcsLogLine line in run.FollowLogsAsync(Token))
        {
            _printed.Add(line.Message);
        }

        EcsTaskOutcome outcome = await run.WaitAsync(cancellationToken: Token);

        _printed.ShouldBe(["done"]);
        outcome.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Flow_runs_are_started_and_killed()
    {
        EcsWorker worker = new(Task);
        EcsWorkerResult started = await worker.RunAsync(
            new WorkerFlowRun(Guid.NewGuid(), Guid.NewGuid())
            {
                Name = "brave-otter",
                WorkPoolName = "ecs-pool",
                DeploymentId = Guid.NewGuid(),
                Command = "dotnet App.dll",
                Env = new Dictionary<string, string?> { ["PREFECT_API_URL"] = "https://prefect.example/api" },
            },
            Token);
        await worker.KillInfrastructureAsync(started.Identifier, Token);

        Peer.RequestsFor(StopTask).Count.ShouldBe(1);
    }
}
