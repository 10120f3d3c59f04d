using System.Text.Json.Nodes;
using Prefect.Http;
using Prefect.Testing;
using static Prefect.Azure.Tests.ContainerInstances.AciSamples;

namespace Prefect.Azure.Tests.ContainerInstances;

public sealed class AciWorkerTests : AciTest
{
    private static readonly WorkerFlowRun s_flowRun = new(new Guid("0190f1e2-0000-7000-8000-0000000000aa"), new Guid("0190f1e2-0000-7000-8000-0000000000bb"))
    {
        FlowName = "Nightly Load",
        Name = "brave-otter",
        WorkPoolName = "aci",
        Command = "dotnet 'My App.dll'",
        Env = new Dictionary<string, string?> { ["PREFECT_API_URL"] = "https://prefect.example/api", ["PREFECT_API_KEY"] = "pnu_0123456789" },
    };

    private const string Group = "nightly-load-0190f1e2-0000-7000-8000-0000000000aa";

    [Fact]
    public async Task Flow_run_is_started_watched_and_cleared_away()
    {
        List<string> started = [];
        Peer.Deploys();
        Peer.On($"GET {AnyGroup}", Is("Running"), Is("Terminated", 2));
        Peer.Deletes();
        AciWorker worker = new(Job with { Entrypoint = "/opt/prefect/entrypoint.sh" })
        {
            Started = (identifier, _) =>
            {
                started.Add($"{identifier} after {Peer.Requests.Count} request");
                return Task.CompletedTask;
            },
        };

        AciWorkerResult result = await worker.RunAsync(s_flowRun, Token);

        result.ShouldBe(new AciWorkerResult(Group, 2));
        started.ShouldBe([$"{s_flowRun.Id}:{Group} after 1 request"]);
        JsonObject template = Peer.Requests[0].Json["properties"]!["template"]!.AsObject();
        ContainerOf(template)["command"].ShouldBeJson("""["/opt/prefect/entrypoint.sh","dotnet","My App.dll"]""");
        ContainerOf(template)["environmentVariables"].ShouldBeJson("""
            [
              {"name":"PREFECT__FLOW_RUN_ID","value":"0190f1e2-0000-7000-8000-0000000000aa"},
              {"name":"PREFECT_API_URL","value":"https://prefect.example/api"},
              {"name":"PREFECT_API_KEY","secureValue":"[parameters('secure_0')]"}
            ]
            """);
        GroupOf(template)["tags"]!["prefect.io-flow-run-name"].ShouldBeJson("\"brave-otter\"");
        Peer.RequestsFor($"DELETE {Groups}/{Group}").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Cancelled_flow_run_leaves_nothing_behind()
    {
        using CancellationTokenSource cancelling = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Peer.Deploys();
        Peer.On($"GET {AnyGroup}", _ =>
        {
            cancelling.CancelAfter(TimeSpan.Zero);
            return Is("Running");
        });
        Peer.Deletes();

        await Should.ThrowAsync<OperationCanceledException>(() => new AciWorker(Job).RunAsync(s_flowRun, cancelling.Token));

        Peer.RequestsFor($"DELETE {AnyGroup}").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Group_that_was_removed_gives_minus_one()
    {
        Peer.Deploys();
        Peer.On($"GET {AnyGroup}", Is("Running"), ArmReply.NotFound());

        (await new AciWorker(Job).RunAsync(s_flowRun, Token)).StatusCode.ShouldBe(-1);
    }

    [Fact]
    public async Task Start_that_fails_is_cleared_away_once()
    {
        Peer.On($"PUT {AnyDeployment}", ArmReply.Json(Deployment("Accepted"), 201));
        Peer.On($"GET {AnyDeployment}", ArmReply.Json(Deployment("Canceled")));
        Peer.Deletes();

        (await Should.ThrowAsync<AciJobException>(() => new AciWorker(Job).RunAsync(s_flowRun, Token))).Message.ShouldContain("Canceled");

        Peer.RequestsFor($"DELETE {AnyGroup}").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Killing_deletes_the_group()
    {
        Peer.On($"GET {AnyGroup}", Is("Running"));
        Peer.Deletes();

        await new AciWorker(Job).KillInfrastructureAsync($"{s_flowRun.Id}:{Group}", Token);

        Peer.RequestsFor($"DELETE {Groups}/{Group}").Count.ShouldBe(1);
        Peer.RequestsFor($"POST {AnyStop}").ShouldBeEmpty();
    }

    [Fact]
    public async Task Killing_stops_a_group_that_is_to_be_kept()
    {
        Peer.On($"GET {AnyGroup}", Is("Running"));
        Peer.On($"POST {AnyStop}", ArmReply.Status(204));

        await new AciWorker(Job with { KeepContainerGroup = true }).KillInfrastructureAsync($"{s_flowRun.Id}:{Group}", Token);

        Peer.RequestsFor($"POST {Groups}/{Group}/stop").Count.ShouldBe(1);
        Peer.RequestsFor($"DELETE {AnyGroup}").ShouldBeEmpty();
    }

    [Fact]
    public async Task Killing_what_is_not_there_or_is_no_identifier_is_told()
    {
        await Should.ThrowAsync<AciJobNotFoundException>(() => new AciWorker(Job).KillInfrastructureAsync("run:gone", Token));
        await Should.ThrowAsync<FormatException>(() => new AciWorker(Job).KillInfrastructureAsync("gone", Token));
        await Should.ThrowAsync<ArgumentNullException>(() => new AciWorker(Job).KillInfrastructureAsync(null!, Token));
        await Should.ThrowAsync<ArgumentNullException>(() => new AciWorker(Job).RunAsync(null!, Token));
        Should.Throw<ArgumentNullException>(() => new AciWorker(null!));
    }

    [Fact]
    public async Task Killing_that_takes_too_long_is_told()
    {
        Peer.On($"GET {AnyGroup}", Is("Running"));
        Peer.On($"DELETE {AnyGroup}", ArmReply.Status(202));

        (await Should.ThrowAsync<TimeoutException>(() => new AciWorker(Job).KillInfrastructureAsync("run:demo1", Token))).Message.ShouldContain("30 s");
    }
}
