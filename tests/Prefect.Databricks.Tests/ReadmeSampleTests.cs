using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Databricks.Tests;

/// <summary>The samples of the README.</summary>
public sealed class ReadmeSampleTests : DatabricksTest
{
    [Fact]
    public async Task Flows_start_and_wait()
    {
        Reach();
        Peer.On("POST /api/2.1/jobs/run-now", RestReply.Json("""{"run_id":5}"""));
        Script(5, "TERMINATED/SUCCESS");
        DatabricksCredentials credentials = Credentials;

        DatabricksRunResult result = await JobsFlows.JobsRunsSubmitByIdAndWaitForCompletionAsync(credentials, 11223344, cancellationToken: Token);

        result.NotebookOutputs["report"].Result.ShouldBe("out of 52");
    }

    [Fact]
    public async Task Clients_send_and_list()
    {
        Reach();
        Peer.On("GET /api/2.0/sql/warehouses", RestReply.Json("""{"warehouses":[]}"""));
        Peer.On("GET /api/2.1/jobs/runs/list", RestReply.Json("""{"runs":[{"run_name":"nightly","state":{"life_cycle_state":"RUNNING"}}]}"""));
        DatabricksCredentials credentials = Credentials;
        List<string> lines = [];

        DatabricksClient client = credentials.GetClient();
        JsonObject warehouses = await client.GetAsync("2.0/sql/warehouses", Token);
        await foreach (Run run in client.ListRunsAsync(activeOnly: true, cancellationToken: Token))
        {
            lines.Add($"{run.RunName}: {run.State?.LifeCycleState}");
        }

        warehouses.ContainsKey("warehouses").ShouldBeTrue();
        lines.ShouldBe(["nightly: RUNNING"]);
    }

    [Fact]
    public async Task Models_are_made_of_answers_and_sent()
    {
        Reach();
        Peer.On("GET /api/2.0/clusters/get", RestReply.Json("""{"cluster_id":"0923-164208-meows279","state":"RUNNING","num_workers":2}"""));
        Peer.On("POST /api/2.0/clusters/create", RestReply.Json("""{"cluster_id":"c-1"}"""));
        DatabricksCredentials credentials = Credentials;
        NewCluster cluster = new() { SparkVersion = "13.3.x-scala2.12", NodeTypeId = "i3.xlarge", NumWorkers = 2 };

        ClusterInfo info = DatabricksModel.FromJson<ClusterInfo>(await credentials.GetClient().GetAsync("2.0/clusters/get?cluster_id=0923-164208-meows279", Token));
        await EndpointTasks.ExecuteEndpointAsync("/2.0/clusters/create", credentials, HttpMethod.Post, json: cluster.ToJson(), cancellationToken: Token);

        (info.State, info.NumWorkers).ShouldBe((ClusterState.Running, 2));
        Peer.RequestsFor("POST /api/2.0/clusters/create").Single().Text.ShouldBe("""{"node_type_id":"i3.xlarge","num_workers":2,"spark_version":"13.3.x-scala2.12"}""");
    }

    [Fact]
    public async Task Jobs_are_started_once_and_waited_for()
    {
        Reach();
        Peer.On("POST /api/2.1/jobs/run-now", RestReply.Json("""{"run_id":5}"""));
        Peer.On("POST /api/2.1/jobs/runs/submit", RestReply.Json("""{"run_id":6}"""));
        Script(5, "RUNNING", "TERMINATED/SUCCESS");
        DatabricksCredentials credentials = Credentials;
        NewCluster cluster = new() { SparkVersion = "13.3.x-scala2.12", NodeTypeId = "i3.xlarge", NumWorkers = 2 };

        DatabricksJob job = new(credentials, 11223344)
        {
            Parameters = new() { NotebookParams = new() { ["day"] = "2026-11-20" } },
            Wait = new() { MaxWait = TimeSpan.FromHours(2), CancelRemote = true },
        };
        DatabricksJobRun run = await job.TriggerOnceAsync("nightly-2026-11-20", Token);
        await run.WaitForCompletionAsync(Token);
        DatabricksRunResult result = await run.FetchResultAsync(Token);

        DatabricksOneTimeJob once = new(credentials, new RunSubmitSettings
        {
            RunName = "nightly",
            Tasks =
            [
                new() { TaskKey = "load", NewCluster = cluster, NotebookTask = new() { NotebookPath = "/etl/load" } },
                new() { TaskKey = "report", NewCluster = cluster, DependsOn = [new() { TaskKey = "load" }], NotebookTask = new() { NotebookPath = "/etl/report" } },
            ],
        });

        result.Outputs.Count.ShouldBe(2);
        (await once.TriggerAsync(Token)).RunId.ShouldBe(6);
        DatabricksCredentials saved = new()
        {
            DatabricksInstance = "adb-1234567890123456.7.azuredatabricks.net",
            ClientId = "0d1f5c0e-principal",
            ClientSecret = "env:DATABRICKS_SECRET",
        };
        saved.GetClient().Address.Host.ShouldBe(Host);
    }
}
