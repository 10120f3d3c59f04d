using System.Text.Json.Nodes;
using Prefect.Http;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.Run;

public sealed class CloudRunWorkerV2Tests : CloudRunTest
{
    private static readonly WorkerFlowRun s_flowRun = new(new Guid("0190f1e2-0000-7000-8000-0000000000aa"), new Guid("0190f1e2-0000-7000-8000-0000000000bb"))
    {
        Name = "brave-otter",
        FlowName = "Nightly Load",
        WorkPoolName = "run-pool",
        Command = "dotnet 'My App.dll'",
        Env = new Dictionary<string, string?> { ["PREFECT_API_URL"] = "https://prefect.example/api" },
    };

    [Fact]
    public async Task Flow_run_is_started_watched_and_cleared_away()
    {
        using IDisposable scope = AtPeer();
        Runs(null, "CONDITION_FAILED");
        List<string> started = [];
        CloudRunWorkerV2 worker = new(Job with { Name = null, EnvFromSecrets = new Dictionary<string, SecretKeySelector> { ["PREFECT_API_KEY"] = new("api-key", "2") } })
        {
            Started = (identifier, _) =>
            {
                started.Add($"{identifier} after {Peer.Requests[^1].Operation}");
                return Task.CompletedTask;
            },
        };

        CloudRunWorkerV2Result result = await worker.RunAsync(s_flowRun, Token);

        result.StatusCode.ShouldBe(1);
        result.Identifier.ShouldMatch("^brave-otter-[0-9a-f]{7}$");
        started.ShouldBe([$"{result.Identifier} after {RunJob}"]);
        JsonObject body = Peer.Requests[0].Json;
        JsonObject container = body["template"]!["template"]!["containers"]![0]!.AsObject();
        container["command"].ShouldBeJson("""["dotnet","My App.dll"]""");
        container["env"].ShouldBeJson("""
            [
              {"name":"PREFECT__FLOW_RUN_ID","value":"0190f1e2-0000-7000-8000-0000000000aa"},
              {"name":"PREFECT_API_URL","value":"https://prefect.example/api"},
              {"name":"PREFECT_API_KEY","valueSource":{"secretKeyRef":{"secret":"api-key","version":"2"}}}
            ]
            """);
        body["labels"].ShouldBeJson("""
            {
              "prefect-io-flow-run-id": "0190f1e2-0000-7000-8000-0000000000aa", "prefect-io-flow-run-name": "brave-otter",
              "prefect-io-flow-id": "0190f1e2-0000-7000-8000-0000000000bb", "prefect-io-flow-name": "nightly-load", "prefect-io-work-pool-name": "run-pool"
            }
            """);
        body["template"]!["labels"].ShouldBeJson(body["labels"]!.ToJsonString());
        Peer.RequestsFor(DeleteJob).Count.ShouldBe(1);
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public void Prefects_own_image_executes_flow_runs_by_itself()
    {
        WorkerFlowRun flowRun = s_flowRun with { Command = null };

        new CloudRunWorkerV2(new CloudRunJobV2()).For(flowRun).Command.ShouldBe(["prefect", "flow-run", "execute"]);
        new CloudRunWorkerV2(new CloudRunJobV2 { Image = "prefecthq/prefect:3-latest" }).For(flowRun).Command.ShouldBe(["prefect", "flow-run", "execute"]);
        new CloudRunWorkerV2(new CloudRunJobV2 { Image = "acme/flows:1" }).For(flowRun).Command.ShouldBeNull();
        new CloudRunWorkerV2(new CloudRunJobV2 { Command = ["own"] }).For(flowRun).Command.ShouldBe(["own"]);
    }

    [Fact]
    public async Task Cancelled_flow_run_leaves_nothing_behind()
    {
        using IDisposable scope = AtPeer();
        using CancellationTokenSource cancelling = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Runs((string?)null);
        Peer.On(GetExecution, asked =>
        {
            cancelling.CancelAfter(TimeSpan.Zero);
            return GoogleReply.Json(Execution(NameOf(asked)));
        });

        await Should.ThrowAsync<OperationCanceledException>(() => new CloudRunWorkerV2(Job).RunAsync(s_flowRun, cancelling.Token));

        Peer.RequestsFor(DeleteJob).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Execution_that_was_removed_gives_minus_one()
    {
        using IDisposable scope = AtPeer();
        Runs((string?)null);
        Peer.On(GetExecution, GoogleReply.NotFound());

        (await new CloudRunWorkerV2(Job).RunAsync(s_flowRun, Token)).StatusCode.ShouldBe(-1);
    }

    [Fact]
    public async Task Killing_deletes_the_executions_and_the_job()
    {
        using IDisposable scope = AtPeer();
        Creates();

        await new CloudRunWorkerV2(Job with { KeepJob = true }).KillInfrastructureAsync("report-1234567", Token);

        Peer.Requests.Select(request => request.Operation).ShouldBe([ListExecutions, DeleteExecution, DeleteJob]);
    }

    [Fact]
    public async Task Killing_what_is_not_there_or_is_no_job_is_told()
    {
        using IDisposable scope = AtPeer();
        CloudRunWorkerV2 worker = new(Job);

        await Should.ThrowAsync<CloudRunJobNotFoundException>(() => worker.KillInfrastructureAsync("gone", Token));
        await Should.ThrowAsync<FormatException>(() => worker.KillInfrastructureAsync("a/b", Token));
        await Should.ThrowAsync<ArgumentNullException>(() => worker.KillInfrastructureAsync(null!, Token));
        await Should.ThrowAsync<ArgumentNullException>(() => worker.RunAsync(null!, Token));
        Should.Throw<ArgumentNullException>(() => new CloudRunWorkerV2(null!));
        Should.Throw<ArgumentNullException>(() => new CloudRunWorker(null!));
        Should.Throw<ArgumentNullException>(() => new VertexAIWorker(null!));
    }

    [Fact]
    public void Flow_run_does_not_tell_its_environment() =>
        (s_flowRun with { Env = new Dictionary<string, string?> { ["K"] = "quiet-5512" } }).ToString().ShouldNotContain("quiet-5512");
}
