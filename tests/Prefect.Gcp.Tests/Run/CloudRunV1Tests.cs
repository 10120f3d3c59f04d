using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Http;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.Run;

public sealed class CloudRunV1Tests : CloudRunTest
{
    private const string CreateV1 = "run.namespaces.jobs.create";
    private const string GetV1 = "run.namespaces.jobs.get";
    private const string RunV1 = "run.namespaces.jobs.run";
    private const string DeleteV1 = "run.namespaces.jobs.delete";
    private const string GetExecutionV1 = "run.namespaces.executions.get";
    private const string CancelV1 = "run.namespaces.executions.cancel";

    private CloudRunJob JobV1 => new()
    {
        Credentials = Credentials,
        Region = "europe-west1",
        Name = "Report",
        Image = "ghcr.io/acme/report:7",
        Labels = new Dictionary<string, string?> { ["Team"] = "Data" },
        PrefectApiKeySecret = new("api-key"),
        Cpu = "1000m",
        Memory = "512Mi",
        VpcConnectorName = "connector",
        Options = new CloudRunOptions { TimeProvider = Clock },
    };

    [Fact]
    public async Task A_job_is_created_started_watched_and_deleted()
    {
        using IDisposable scope = AtPeer();
        RunsV1(null, "True");

        CloudRunJobRun run = await JobV1.RunAsync(Token);
        CloudRunOutcome outcome = await run.WaitAsync(cancellationToken: Token);

        run.Id.ShouldMatch("^report-[0-9a-f]{32}$");
        (outcome.StatusCode, outcome.ExecutionName, outcome.LogUri).ShouldBe((0, "e1", "https://console.cloud.google.com/logs"));
        Peer.Requests.Select(request => request.Operation).ShouldBe([CreateV1, GetV1, RunV1, GetExecutionV1, GetExecutionV1, DeleteV1]);
        Peer.Requests.ShouldAllBe(request => request.Host == "europe-west1-run.googleapis.com");
        Peer.Requests[0].Json["metadata"]!["name"].ShouldBeJson($"\"{run.Id}\"");
        Peer.Requests[0].Json["metadata"]!["labels"].ShouldBeJson("""{"team":"data"}""");
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task A_failed_execution_gives_one_and_tells_why()
    {
        using IDisposable scope = AtPeer();
        RunsV1("False");

        CloudRunJobException failed = await Should.ThrowAsync<CloudRunJobException>(() => JobV1.RunToCompletionAsync(Token));

        failed.Outcome!.StatusCode.ShouldBe(1);
        failed.Message.ShouldContain("exited with an error");
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task A_job_without_its_image_is_told()
    {
        using IDisposable scope = AtPeer();
        RunsV1("True");
        Peer.On(GetV1, asked => GoogleReply.Json(Described(asked, "False", "ContainerMissing")));

        (await Should.ThrowAsync<CloudRunJobException>(() => JobV1.RunAsync(Token))).Diagnosis.Summary.ShouldBe("The image was not found");

        Peer.RequestsFor(DeleteV1).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_body_with_a_name_keeps_it()
    {
        using IDisposable scope = AtPeer();
        RunsV1("True");
        JsonObject body = CloudRunBodyV1.Pattern();
        body["metadata"]!["name"] = "nightly";

        (await (JobV1 with { JobBody = body }).RunAsync(Token)).Id.ShouldBe("nightly");
    }

    [Fact]
    public async Task A_run_is_taken_up_cancelled_and_deleted()
    {
        using IDisposable scope = AtPeer();
        RunsV1((string?)null);
        Peer.On(GetV1, asked => GoogleReply.Json(Described(asked, "True", execution: "e1")));
        CloudRunJobRun run = JobV1.Attach("report-1");

        await run.CancelAsync(Token);
        await run.DeleteAsync(Token);

        Peer.RequestsFor(CancelV1).Single().Parts["name"].ShouldBe($"namespaces/{Peer.Account.Project}/executions/e1");
        Peer.RequestsFor(DeleteV1).Count.ShouldBe(1);
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task A_flow_run_is_executed_and_killed()
    {
        using IDisposable scope = AtPeer();
        RunsV1("False");
        List<string> started = [];
        CloudRunWorker worker = new(JobV1 with { Name = null })
        {
            Started = (identifier, _) =>
            {
                started.Add(identifier);
                return Task.CompletedTask;
            },
        };

        CloudRunWorkerResult result = await worker.RunAsync(new WorkerFlowRun(Guid.NewGuid(), Guid.NewGuid()) { Name = "brave-otter", Command = "dotnet App.dll" }, Token);
        await worker.KillInfrastructureAsync(started[0], Token);
        Peer.On(DeleteV1, GoogleReply.NotFound());

        result.ShouldBe(new CloudRunWorkerResult(started[0], 1));
        started[0].ShouldStartWith("brave-otter-");
        await Should.ThrowAsync<CloudRunJobNotFoundException>(() => worker.KillInfrastructureAsync(started[0], Token));
    }

    [Fact]
    public async Task Jobs_are_read_whole()
    {
        using IDisposable scope = AtPeer();
        RunsV1("False");
        CloudRunClient client = new(Credentials, "europe-west1", JobV1.Options);

        JobV1 job = await client.GetJobAsync("p1", "report", Token);
        ExecutionV1 execution = await client.GetExecutionAsync("p1", "e1", Token);

        (job.Name, job.IsReady, job.HasExecutionInProgress, job.ReadyCondition!.State).ShouldBe(("report", true, true, "True"));
        (execution.Name, execution.IsRunning, execution.Succeeded).ShouldBe(("e1", false, false));
        Should.Throw<GcpConfigurationException>(() => new CloudRunClient(Credentials, "x/y")).Field.ShouldBe("region");
    }

    [Fact]
    public async Task A_check_signs_in_and_finds_the_region()
    {
        using IDisposable scope = AtPeer();
        Peer.On("run.namespaces.jobs.list", GoogleReply.Json("{}"));

        BlockCheckResult good = await JobV1.CheckAsync(Token);

        good.Succeeded.ShouldBeTrue(good.Message);
        Peer.ShouldHaveKeptTheRules();
    }

    private void RunsV1(params IReadOnlyList<string?> states)
    {
        Peer.On(CreateV1, asked => GoogleReply.Json(new JsonObject { ["metadata"] = new JsonObject { ["name"] = (string?)asked.Json["metadata"]!["name"] } }));
        Peer.On(GetV1, asked => GoogleReply.Json(Described(asked, "True")));
        Peer.On(RunV1, GoogleReply.Json("""{"apiVersion":"run.googleapis.com/v1","kind":"Execution","metadata":{"name":"e1"}}"""));
        Peer.On(DeleteV1, GoogleReply.Json("""{"status":"Success"}"""));
        Peer.On(CancelV1, GoogleReply.Json("""{"metadata":{"name":"e1"}}"""));
        int look = -1;
        Peer.On(GetExecutionV1, _ => GoogleReply.Json(Execution(states[Math.Min(Interlocked.Increment(ref look), states.Count - 1)])));
    }

    private static JsonObject Described(GoogleExchange asked, string status, string? reason = null, string? execution = null)
    {
        JsonObject job = Parse($$"""
            {
              "apiVersion": "run.googleapis.com/v1", "kind": "Job", "metadata": { "name": "{{NameOf(asked).Split('/')[^1]}}", "namespace": "123" }, "spec": {},
              "status": { "observedGeneration": 1, "executionCount": 1, "conditions": [ { "type": "Ready", "status": "{{status}}", "message": "Image not found." } ] }
            }
            """);
        JsonObject state = job["status"]!.AsObject();
        if (reason is not null)
        {
            state["conditions"]![0]!["reason"] = reason;
        }

        if (execution is not null)
        {
            state["latestCreatedExecution"] = new JsonObject { ["name"] = execution, ["creationTimestamp"] = "2026-11-20T12:00:00Z" };
        }

        return job;
    }

    private static JsonObject Execution(string? status)
    {
        JsonObject execution = Parse("""
            { "apiVersion": "run.googleapis.com/v1", "kind": "Execution", "metadata": { "name": "e1", "namespace": "123" }, "spec": {},
              "status": { "logUri": "https://console.cloud.google.com/logs", "startTime": "2026-11-20T12:00:00Z", "conditions": [] } }
            """);
        if (status is not null)
        {
            JsonObject state = execution["status"]!.AsObject();
            state["completionTime"] = "2026-11-20T12:01:00Z";
            state["conditions"]!.AsArray().Add((JsonNode)new JsonObject
            {
                ["type"] = "Completed",
                ["status"] = status,
                ["message"] = "The container exited with an error.",
            });
        }

        return execution;
    }
}
