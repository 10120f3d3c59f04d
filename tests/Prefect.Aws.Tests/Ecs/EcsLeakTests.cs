using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Http;
using Prefect.Testing;

namespace Prefect.Aws.Tests.Ecs;

public sealed class EcsLeakTests : EcsPeerTest
{
    private readonly Canary _key = Canary.Generate("API key");
    private readonly Canary _password = Canary.Generate("variable");

    [Fact]
    public async Task Nothing_of_the_environment_is_printed_logged_traced_or_thrown()
    {
        using CapturedLog log = new();
        using CapturedActivities activities = new("Prefect.Aws");
        LeakSweep sweep = new(_key, _password);
        EcsTask task = Task with
        {
            Env = new Dictionary<string, string?> { ["PREFECT_API_KEY"] = _key.Value, ["DB"] = $"Host=db;Password={_password.Value}" },
        };
        EcsLauncher launcher = new(task, EcsOrigin.Of(task), token: null, log.CreateLogger("ecs"));
        Peer.On(RunTask, AwsReply.Throttled(), AwsReply.Json("""{"failures":[{"reason":"AGENT"}]}"""), AwsReply.Error("InvalidParameterException", "Invalid."), AwsReply.Json(Tasks("PENDING")));

        AwsException refused = await Should.ThrowAsync<AwsException>(() => launcher.StartAsync(Token));
        EcsTaskRun run = await launcher.StartAsync(Token);

        sweep.AssertClean(refused);
        sweep.AssertClean(log);
        sweep.AssertClean(activities);
        sweep.FindIn($"{task} {run} {run.Identifier} {new WorkerFlowRun(Guid.NewGuid(), Guid.NewGuid()) { Env = task.Env }}").ShouldBeEmpty();
        string kept = _key.Value[..6] + "***";
        log.Entries.ShouldContain(entry => entry.Level == LogLevel.Debug && entry.Message.Contains(kept, StringComparison.Ordinal));
        ((string?)EcsSamples.Override(Peer.RequestsFor(RunTask)[0].Json)["environment"]![0]!["value"]).ShouldBe(_key.Value);
    }

    [Theory]
    [InlineData("ACTIVE", true, BlockCheckStage.Resource)]
    [InlineData("INACTIVE", false, BlockCheckStage.Resource)]
    [InlineData(null, false, BlockCheckStage.Resource)]
    public async Task Check_finds_the_cluster(string? status, bool succeeds, BlockCheckStage stage)
    {
        Peer.On("ecs.DescribeClusters", AwsReply.Json(status is null
            ? """{"clusters":[],"failures":[{"reason":"MISSING"}]}"""
            : $$"""{"clusters":[{"clusterName":"jobs","status":"{{status}}"}]}"""));

        BlockCheckResult result = await Task.CheckAsync(Token);

        (result.Succeeded, result.Stage).ShouldBe((succeeds, stage));
        result.Message.ShouldContain("'jobs'");
    }

    [Fact]
    public async Task Check_tells_configuration_permission_and_sign_in_apart()
    {
        Peer.On("ecs.DescribeClusters", AwsReply.Error("AccessDeniedException"), AwsReply.Error("UnrecognizedClientException"));

        (await Task.CheckAsync(Token)).Stage.ShouldBe(BlockCheckStage.Permission);
        (await Task.CheckAsync(Token)).Stage.ShouldBe(BlockCheckStage.SignIn);
        (await (Task with { Cpu = 0 }).CheckAsync(Token)).Stage.ShouldBe(BlockCheckStage.Configuration);
    }
}
