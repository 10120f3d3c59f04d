using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.Vertex;

/// <summary>A test that meets a scripted Vertex AI, on a clock that jumps over every wait.</summary>
public abstract class VertexTest : GcpTest
{
    protected const string Create = "aiplatform.projects.locations.customJobs.create";
    protected const string Get = "aiplatform.projects.locations.customJobs.get";
    protected const string List = "aiplatform.projects.locations.customJobs.list";
    protected const string Cancel = "aiplatform.projects.locations.customJobs.cancel";
    protected const string Delete = "aiplatform.projects.locations.customJobs.delete";
    protected const string Name = "projects/123456/locations/europe-west4/customJobs/789";

    protected ManualClock Clock { get; } = new() { JumpsToTimers = true };

    protected VertexAIJob Job => new()
    {
        Credentials = Credentials,
        Region = "europe-west4",
        Name = "training",
        Image = "europe-west4-docker.pkg.dev/acme/images/training:7",
        Command = ["python", "train.py"],
        Options = new VertexAIOptions { TimeProvider = Clock },
    };

    internal IDisposable AtPeer() => Reach(Access(Clock));

    /// <summary>Lets the peer create jobs, which then stand as is said.</summary>
    protected void Runs(params IReadOnlyList<string> states)
    {
        string called = "";
        Peer.On(Create, asked => GoogleReply.Json(Described("JOB_STATE_PENDING", called = (string)asked.Json["displayName"]!)));
        Peer.On(List, GoogleReply.Json("{}"));
        Peer.On(Cancel, GoogleReply.Json("{}"));
        Peer.On(Delete, GoogleReply.Json("""{"name":"projects/123456/locations/europe-west4/operations/1"}"""));
        int look = -1;
        Peer.On(Get, _ => GoogleReply.Json(Described(states[Math.Min(Interlocked.Increment(ref look), states.Count - 1)], called)));
    }

    protected static JsonObject Described(string state, string called = "training-1")
    {
        JsonObject job = JsonNode.Parse($$"""
            { "name": "{{Name}}", "displayName": "{{called}}", "state": "{{state}}", "createTime": "2026-11-20T12:00:00.5Z", "labels": {"team":"data"} }
            """)!.AsObject();
        if (state is "JOB_STATE_FAILED" or "JOB_STATE_CANCELLED")
        {
            string message = state == "JOB_STATE_FAILED" ? "The replica workerpool0-0 exited with a non-zero status of 1." : "CANCELED";
            job["error"] = new JsonObject { ["code"] = 3, ["message"] = message };
        }

        return job;
    }
}
