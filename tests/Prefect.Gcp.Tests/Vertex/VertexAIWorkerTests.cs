using Prefect.Gcp.Tests.Run;
using Prefect.Http;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.Vertex;

public sealed class VertexAIWorkerTests : VertexTest
{
    private static readonly WorkerFlowRun s_flowRun = new(new Guid("0190f1e2-0000-7000-8000-0000000000cc"), new Guid("0190f1e2-0000-7000-8000-0000000000dd"))
    {
        Name = "calm-heron",
        FlowName = "Train",
        Command = "dotnet App.dll",
    };

    [Fact]
    public async Task Flow_run_is_started_and_watched()
    {
        using IDisposable scope = AtPeer();
        Runs("JOB_STATE_RUNNING", "JOB_STATE_FAILED");
        List<string> started = [];
        VertexAIWorker worker = new(Job with { Name = null, Command = null })
        {
            Started = (identifier, _) =>
            {
                started.Add(identifier);
                return Task.CompletedTask;
            },
        };

        VertexAIWorkerResult result = await worker.RunAsync(s_flowRun, Token);

        result.StatusCode.ShouldBe(1);
        result.Identifier.ShouldMatch("^calm-heron-[0-9a-f]{32}$");
        started.ShouldBe([Name]);
        Peer.Requests[0].Json["labels"]!["prefect-io_flow-run-name"].ShouldBeJson("\"calm-heron\"");
        Peer.Requests[0].Json["jobSpec"]!["workerPoolSpecs"]![0]!["containerSpec"].ShouldBeJson("""
            {
              "imageUri": "europe-west4-docker.pkg.dev/acme/images/training:7", "command": ["dotnet", "App.dll"],
              "env": [ { "name": "PREFECT__FLOW_RUN_ID", "value": "0190f1e2-0000-7000-8000-0000000000cc" } ]
            }
            """);
        Peer.RequestsFor(Cancel).ShouldBeEmpty();
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task Flow_run_that_is_only_begun_is_not_waited_for()
    {
        using IDisposable scope = AtPeer();
        Runs("JOB_STATE_RUNNING");

        (await new VertexAIWorker(Job).InitiateRunAsync(s_flowRun, Token)).ShouldBe(Name);

        Peer.Requests.Select(request => request.Operation).ShouldBe([Create]);
    }

    [Fact]
    public async Task Flow_run_that_takes_too_long_is_cancelled()
    {
        using IDisposable scope = AtPeer();
        Runs("JOB_STATE_RUNNING");

        await Should.ThrowAsync<TimeoutException>(() => new VertexAIWorker(Job with { JobWatchPollInterval = TimeSpan.FromMinutes(30) }).RunAsync(s_flowRun, Token));

        Peer.RequestsFor(Cancel).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Killing_cancels_the_job()
    {
        using IDisposable scope = AtPeer();
        Runs("JOB_STATE_RUNNING");
        VertexAIWorker worker = new(Job);

        await worker.KillInfrastructureAsync(Name, Token);
        Peer.On(Cancel, GoogleReply.NotFound());

        await Should.ThrowAsync<VertexAIJobNotFoundException>(() => worker.KillInfrastructureAsync(Name, Token));
        await Should.ThrowAsync<FormatException>(() => worker.KillInfrastructureAsync("789", Token));
        await Should.ThrowAsync<ArgumentNullException>(() => worker.RunAsync(null!, Token));
        await Should.ThrowAsync<ArgumentNullException>(() => worker.InitiateRunAsync(null!, Token));
    }
}
