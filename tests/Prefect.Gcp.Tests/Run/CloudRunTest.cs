using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.Run;

/// <summary>A test that meets a scripted Cloud Run, on a clock that jumps over every wait.</summary>
public abstract class CloudRunTest : GcpTest
{
    protected const string Create = "run.projects.locations.jobs.create";
    protected const string GetJob = "run.projects.locations.jobs.get";
    protected const string RunJob = "run.projects.locations.jobs.run";
    protected const string DeleteJob = "run.projects.locations.jobs.delete";
    protected const string GetExecution = "run.projects.locations.jobs.executions.get";
    protected const string ListExecutions = "run.projects.locations.jobs.executions.list";
    protected const string DeleteExecution = "run.projects.locations.jobs.executions.delete";
    protected const string CancelExecution = "run.projects.locations.jobs.executions.cancel";

    protected ManualClock Clock { get; } = new() { JumpsToTimers = true };

    protected CloudRunJobV2 Job => new()
    {
        Credentials = Credentials,
        Name = "report",
        Image = "ghcr.io/acme/report:7",
        Command = ["dotnet", "Report.dll"],
        Options = new CloudRunOptions { TimeProvider = Clock },
    };

    internal IDisposable AtPeer() => Reach(Access(Clock));

    /// <summary>Lets the peer create jobs that are ready at once, and delete them.</summary>
    protected void Creates()
    {
        Peer.On(Create, GoogleReply.Json("""{"name":"projects/p/locations/us-central1/operations/1","done":false}"""));
        Peer.On(GetJob, asked => Ready(asked));
        Peer.On(ListExecutions, asked => GoogleReply.Json(new JsonObject { ["executions"] = new JsonArray(Execution(NameOf(asked) + "/executions/e1")) }));
        Peer.On(DeleteExecution, GoogleReply.Json("""{"name":"projects/p/locations/us-central1/operations/2"}"""));
        Peer.On(DeleteJob, GoogleReply.Json("""{"name":"projects/p/locations/us-central1/operations/3"}"""));
        Peer.On(CancelExecution, GoogleReply.Json("""{"name":"projects/p/locations/us-central1/operations/4"}"""));
    }

    /// <summary>Lets the peer start executions as well, which end as they are said to.</summary>
    protected void Runs(params IReadOnlyList<string?> states)
    {
        Creates();
        Peer.On(RunJob, asked => Started(asked));
        int look = -1;
        Peer.On(GetExecution, asked => GoogleReply.Json(Execution(NameOf(asked), states[Math.Min(Interlocked.Increment(ref look), states.Count - 1)])));
    }

    protected static GoogleReply Started(GoogleExchange asked) => GoogleReply.Json(new JsonObject
    {
        ["name"] = "projects/p/locations/us-central1/operations/5",
        ["metadata"] = new JsonObject
        {
            ["@type"] = "type.googleapis.com/google.cloud.run.v2.Execution",
            ["name"] = NameOf(asked) + "/executions/e1",
        },
    });

    protected static GoogleReply Ready(GoogleExchange asked, string? latestExecution = null) =>
        GoogleReply.Json(JobDocument(asked, "CONDITION_SUCCEEDED", reason: null, latestExecution));

    protected static JsonObject JobDocument(GoogleExchange asked, string state, string? reason = null, string? latestExecution = null)
    {
        JsonObject job = Parse($$"""
            {
              "name": "{{NameOf(asked)}}", "uid": "5b1d5d0e", "generation": "1", "launchStage": "BETA", "executionCount": 1, "etag": "\"x\"",
              "createTime": "2026-11-20T12:00:00.1Z", "updateTime": "2026-11-20T12:00:02Z", "labels": {"team":"data"},
              "template": { "template": { "containers": [ { "image": "ghcr.io/acme/report:7" } ], "maxRetries": 0 } },
              "terminalCondition": { "type": "Ready", "state": "{{state}}", "message": "Image 'ghcr.io/acme/report:7' not found." }
            }
            """);
        if (reason is not null)
        {
            job["terminalCondition"]!["reason"] = reason;
        }

        if (latestExecution is not null)
        {
            job["latestCreatedExecution"] = new JsonObject { ["name"] = latestExecution, ["createTime"] = "2026-11-20T12:00:03Z" };
        }

        return job;
    }

    /// <summary>An execution: null runs, and the others are states of its condition.</summary>
    protected static JsonObject Execution(string name, string? state = null)
    {
        JsonObject execution = Parse($$"""
            {
              "name": "{{name}}", "uid": "e", "generation": "1", "createTime": "2026-11-20T12:00:03Z", "startTime": "2026-11-20T12:00:05Z", "job": "report",
              "parallelism": 1, "taskCount": 1, "template": { "containers": [ { "image": "ghcr.io/acme/report:7" } ] }, "retriedCount": 2,
              "conditions": [ { "type": "Started", "state": "CONDITION_SUCCEEDED" } ], "logUri": "https://console.cloud.google.com/logs/viewer?advancedFilter=report"
            }
            """);
        if (state is not null)
        {
            execution["completionTime"] = "2026-11-20T12:01:05Z";
            execution["conditions"]!.AsArray().Add((JsonNode)new JsonObject
            {
                ["type"] = "Completed",
                ["state"] = state,
                ["executionReason"] = state == "CONDITION_FAILED" ? "NON_ZERO_EXIT_CODE" : null,
                ["message"] = state == "CONDITION_FAILED" ? "Task report-task0 failed with message: The container exited with an error." : null,
            });
        }

        return execution;
    }

    /// <summary>The name of the resource that a request is about.</summary>
    protected static string NameOf(GoogleExchange asked) =>
        asked.Parts.TryGetValue("name", out string? name) ? name.Split(':')[0] : asked.Parts["parent"];

    protected static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
