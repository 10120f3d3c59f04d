using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Flows;
using Prefect.Testing;

namespace Prefect.Dbt.Tests.Cloud;

public sealed class DbtCloudTasksTests : DbtCloudTest
{
    private static readonly string[] s_related = ["run_steps", "job"];

    [Fact]
    public async Task A_task_that_is_refused_is_repeated_three_times_and_says_why()
    {
        Reach();
        using IDisposable time = FlowClock.Use(Clock);
        Peer.On("GET /api/v2/accounts/7/jobs/42/", ScriptedDbtCloud.Refusal(401, "Invalid token."));

        DbtCloudGetJobFailedException exception = await Should.ThrowAsync<DbtCloudGetJobFailedException>(
            async () => await DbtCloudTasks.GetDbtCloudJobInfoTask.RunAsync(Credentials, Job, null, Token));

        exception.Message.ShouldContain("Invalid token.");
        Peer.Requests.Count.ShouldBe(4);
        Clock.Waits.Count(static wait => wait == TimeSpan.FromSeconds(10)).ShouldBe(3);
    }

    [Fact]
    public async Task A_start_that_is_repeated_takes_up_the_run_of_the_first_attempt()
    {
        Reach();
        using IDisposable time = FlowClock.Use(Clock);
        int looks = 0;
        Cloud.StartFault = RestReply.Reset;
        Peer.On(ScriptedDbtCloud.List, _ => ++looks <= 2 ? ScriptedDbtCloud.Refusal(403, "Not now.") : null);

        DbtCloudRun run = await DbtCloudTasks.TriggerDbtCloudJobRunTask.RunAsync(Credentials, Job, null, null, Token);

        DbtCloudTasks.GetRunId(run).ShouldBe(101);
        Cloud.Started.ShouldBe(1);
        Cloud.Causes[0].ShouldStartWith("Triggered via Prefect in task run ");
    }

    [Fact]
    public async Task Two_starts_are_two_runs_and_those_of_one_key_one()
    {
        Reach();

        await DbtCloudTasks.TriggerDbtCloudJobRunTask.RunAsync(Credentials, Job, null, null, Token);
        await DbtCloudTasks.TriggerDbtCloudJobRunTask.RunAsync(Credentials, Job, null, null, Token);
        await DbtCloudTasks.TriggerDbtCloudJobRunTask.RunAsync(Credentials, Job, null, "2026-11-20", Token);
        await DbtCloudTasks.TriggerDbtCloudJobRunAsync(Credentials, Job, submissionKey: "2026-11-20", cancellationToken: Token);

        Cloud.Started.ShouldBe(3);
    }

    [Fact]
    public async Task A_creation_in_doubt_is_not_repeated_and_one_that_was_refused_is()
    {
        Reach();
        using IDisposable time = FlowClock.Use(Clock);
        Peer.On("POST /api/v2/accounts/7/jobs/", RestReply.Reset());
        await Should.ThrowAsync<DbtCloudCreateJobFailedException>(
            async () => await DbtCloudTasks.CreateDbtCloudJobTask.RunAsync(Credentials, 3, 4, "hourly", null, null, Token));
        Peer.Requests.Count.ShouldBe(1);

        Peer.On("POST /api/v2/accounts/7/jobs/", ScriptedDbtCloud.Refusal(400, "No."), ScriptedDbtCloud.Data(new JsonObject { ["id"] = 43 }));
        (await DbtCloudTasks.CreateDbtCloudJobTask.RunAsync(Credentials, 3, 4, "hourly", null, null, Token)).Id.ShouldBe(43);
    }

    [Fact]
    public async Task A_run_is_read_with_what_is_asked_for()
    {
        Reach();
        Cloud.Steps = static _ => Steps(("dbt build", "Success"));
        long id = Cloud.Add("x");

        DbtCloudRun run = await DbtCloudTasks.GetDbtCloudRunInfoTask.RunAsync(Credentials, id, s_related, Token);

        run.RunSteps[3].Command.ShouldBe("dbt build");
        run.Job.ShouldNotBeNull().Name.ShouldBe("nightly");
        Peer.Requests.ShouldHaveSingleItem().QueryValue("include_related").ShouldBe("""["run_steps","job"]""");
    }

    [Fact]
    public async Task Artifacts_are_documents_or_texts_by_their_names()
    {
        Reach();
        Peer.On(ScriptedDbtCloud.Artifact, static request => request.Path.EndsWith(".json", StringComparison.Ordinal) ? RestReply.Json("""{"nodes":{}}""") : RestReply.Text("{} select 1"));

        JsonElement document = await DbtCloudTasks.GetDbtCloudRunArtifactAsync(Credentials, 101, "manifest.json", 4, Token);
        JsonElement text = await DbtCloudTasks.GetDbtCloudRunArtifactAsync(Credentials, 101, "compiled/a.sql", cancellationToken: Token);

        document.GetProperty("nodes").ValueKind.ShouldBe(JsonValueKind.Object);
        text.GetString().ShouldBe("{} select 1");
        Peer.Requests[0].QueryValue("step").ShouldBe("4");
        Peer.On(ScriptedDbtCloud.Artifact, RestReply.Html(200));
        await Should.ThrowAsync<DbtCloudGetRunArtifactFailedException>(() => DbtCloudTasks.GetDbtCloudRunArtifactAsync(Credentials, 101, "manifest.json", cancellationToken: Token));
    }

    [Fact]
    public async Task Paths_of_artifacts_are_listed()
    {
        Reach();

        (await DbtCloudTasks.ListDbtCloudRunArtifactsTask.RunAsync(Credentials, 101, 4, Token)).ShouldBe(["manifest.json", "run_results.json"]);

        Peer.Requests.ShouldHaveSingleItem().QueryValue("step").ShouldBe("4");
    }

    [Fact]
    public async Task What_is_no_JSON_is_a_text()
    {
        Reach();
        Peer.On("GET /api/v2/accounts/7/projects/", RestReply.Text("pong"));

        (await DbtCloudTasks.CallDbtCloudAdministrativeApiEndpointAsync(Credentials, "projects/", "GET", cancellationToken: Token)).GetString().ShouldBe("pong");
        Peer.On("GET /api/v2/accounts/7/projects/", ScriptedDbtCloud.Data(new JsonArray(1)));
        (await DbtCloudTasks.CallDbtCloudAdministrativeApiEndpointAsync(Credentials, "projects/", "GET", cancellationToken: Token))
            .GetProperty("data")[0].GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_job_that_is_not_there_cannot_be_deleted()
    {
        Reach();
        Peer.On("DELETE /api/v2/accounts/7/jobs/42/", ScriptedDbtCloud.NotFound());

        await Should.ThrowAsync<DbtCloudDeleteJobFailedException>(() => DbtCloudTasks.DeleteDbtCloudJobAsync(Credentials, Job, Token));
    }

    [Fact]
    public void An_answer_without_a_run_has_no_id() =>
        Should.Throw<InvalidOperationException>(() => DbtCloudTasks.GetRunId(JsonSerializer.Deserialize<DbtCloudRun>("{}")!));
}
