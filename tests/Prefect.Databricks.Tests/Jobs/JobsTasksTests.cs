using System.Text.Json.Nodes;
using Prefect.Http;
using Prefect.Testing;

namespace Prefect.Databricks.Tests.Jobs;

public sealed class JobsTasksTests : DatabricksTest
{
    [Fact]
    public async Task A_list_asks_for_the_first_twenty_jobs()
    {
        Reach();
        Peer.On("GET /api/2.1/jobs/list", RestReply.Json("""{"jobs":[{"job_id":11,"settings":{"name":"nightly"}}],"has_more":false}"""));

        JobPage page = await JobsTasks.JobsListAsync(Credentials, cancellationToken: Token);

        Peer.Requests.Single().Target.ShouldBe("/api/2.1/jobs/list?limit=20&offset=0&expand_tasks=false");
        page.Jobs!.Single().Settings!.Name.ShouldBe("nightly");
    }

    [Fact]
    public async Task A_job_is_created_with_the_documented_fields()
    {
        Reach();
        Peer.On("POST /api/2.1/jobs/create", RestReply.Json("""{"job_id":11223344}"""));
        JobSettings settings = new()
        {
            Tasks = [new() { TaskKey = "models", DbtTask = new() { Commands = ["dbt run"], Schema = "gold" } }],
            GitSource = new() { GitUrl = "https://github.com/a/b", GitProvider = GitProvider.GitHub, GitBranch = "main" },
        };

        long id = await JobsTasks.JobsCreateAsync(Credentials, settings, [new AccessControlRequestForUser { UserName = "a@b.org", PermissionLevel = PermissionLevel.CanView }], Token);

        id.ShouldBe(11223344);
        Body("POST /api/2.1/jobs/create").ShouldBe(
            """{"access_control_list":[{"permission_level":"CAN_VIEW","user_name":"a@b.org"}],"git_source":{"git_branch":"main","git_provider":"gitHub","git_url":"https://github.com/a/b"},"name":"Untitled","tasks":[{"dbt_task":{"commands":["dbt run"],"schema":"gold"},"task_key":"models"}]}""");
    }

    [Fact]
    public async Task A_job_that_may_have_been_created_is_not_created_again()
    {
        Reach();
        Peer.On("POST /api/2.1/jobs/create", RestReply.Reset());

        DatabricksException lost = await Should.ThrowAsync<DatabricksException>(JobsTasks.JobsCreateAsync(Credentials, new JobSettings(), cancellationToken: Token));

        lost.Fault.WasNotCarriedOut.ShouldBeFalse();
        Peer.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Requests_about_jobs_and_runs_have_the_documented_form()
    {
        Reach();
        Peer.On("* /api/**", RestReply.Json("""{"repair_id":5,"run_id":7,"number_in_job":3}"""));
        JobSettings settings = new() { Name = "b", TimeoutSeconds = 60 };

        await JobsTasks.JobsDeleteAsync(Credentials, 1, Token);
        await JobsTasks.JobsResetAsync(Credentials, 1, settings, Token);
        await JobsTasks.JobsUpdateAsync(Credentials, 1, settings, ["schedule"], Token);
        await JobsTasks.JobsRunsCancelAsync(Credentials, 2, Token);
        await JobsTasks.JobsRunsCancelAllAsync(Credentials, 1, Token);
        await JobsTasks.JobsRunsDeleteAsync(Credentials, 2, Token);
        (await JobsTasks.JobsRunsRepairAsync(
            Credentials, new() { RunId = 2, RerunTasks = ["load"], LatestRepairId = 4 }, new() { NotebookParams = new() { ["day"] = "x", ["none"] = null } }, Token)).ShouldBe(5);
        (await JobsTasks.JobsRunNowAsync(
            Credentials, 1, "token-1", new() { JarParams = ["a"], PipelineParams = new() { FullRefresh = true }, SqlParams = new() { ["q"] = "v" } }, new() { ["day"] = "x" }, Token)).RunId.ShouldBe(7);
        await JobsTasks.JobsRunsSubmitAsync(
            Credentials,
            new() { RunName = "once", IdempotencyToken = "token-2", Tasks = [new() { TaskKey = "a", NotebookTask = new() { NotebookPath = "/n", BaseParameters = [] } }] },
            Token);

        Peer.Requests.Select(static request => $"{request.Target[5..]} {Sorted(request.Json).ToJsonString()}").ShouldBe(
        [
            """2.1/jobs/delete {"job_id":1}""",
            """2.1/jobs/reset {"job_id":1,"new_settings":{"name":"b","timeout_seconds":60}}""",
            """2.1/jobs/update {"fields_to_remove":["schedule"],"job_id":1,"new_settings":{"name":"b","timeout_seconds":60}}""",
            """2.1/jobs/runs/cancel {"run_id":2}""",
            """2.1/jobs/runs/cancel-all {"job_id":1}""",
            """2.1/jobs/runs/delete {"run_id":2}""",
            """2.1/jobs/runs/repair {"latest_repair_id":4,"notebook_params":{"day":"x"},"rerun_tasks":["load"],"run_id":2}""",
            """2.1/jobs/run-now {"idempotency_token":"token-1","jar_params":["a"],"job_id":1,"job_parameters":{"day":"x"},"pipeline_params":{"full_refresh":true},"sql_params":{"q":"v"}}""",
            """2.1/jobs/runs/submit {"idempotency_token":"token-2","run_name":"once","tasks":[{"notebook_task":{"base_parameters":{},"notebook_path":"/n"},"task_key":"a"}]}""",
        ]);
    }

    [Fact]
    public async Task Reads_about_jobs_and_runs_have_the_documented_form()
    {
        Reach();
        Peer.On("GET /api/**", RestReply.Json("""{"views":[{"content":"<html>","name":"n","type":"NOTEBOOK"}],"job_id":1,"run_id":2}"""));

        (await JobsTasks.JobsGetAsync(1, Credentials, Token)).JobId.ShouldBe(1);
        (await JobsTasks.JobsRunsGetAsync(2, Credentials, includeHistory: true, Token)).RunId.ShouldBe(2);
        await JobsTasks.JobsRunsGetOutputAsync(2, Credentials, Token);
        (await JobsTasks.JobsRunsExportAsync(2, Credentials, ViewsToExport.All, Token)).Views!.Single().Type.ShouldBe(ViewType.Notebook);
        await JobsTasks.JobsRunsListAsync(Credentials, cancellationToken: Token);
        await JobsTasks.JobsRunsListAsync(
            Credentials, new() { JobId = 1, ActiveOnly = true, RunType = RunType.JobRun, StartTimeFrom = 5, StartTimeTo = 6 }, 25, 5, Token);

        Peer.Requests.Select(static request => request.Target[5..]).ShouldBe(
        [
            "2.1/jobs/get?job_id=1",
            "2.1/jobs/runs/get?run_id=2&include_history=true",
            "2.1/jobs/runs/get-output?run_id=2",
            "2.0/jobs/runs/export?run_id=2&views_to_export=ALL",
            "2.1/jobs/runs/list?active_only=false&completed_only=false&offset=0&limit=25&expand_tasks=false",
            "2.1/jobs/runs/list?active_only=true&completed_only=false&job_id=1&offset=25&limit=5&run_type=JOB_RUN&expand_tasks=false&start_time_from=5&start_time_to=6",
        ]);
    }

    [Fact]
    public async Task The_output_of_a_run_with_several_tasks_is_refused_with_what_to_do()
    {
        Reach();
        const string answer = """{"error_code":"INVALID_PARAMETER_VALUE","message":"Retrieving the output of runs with multiple tasks is not supported"}""";
        Peer.On("GET /api/2.1/jobs/runs/get-output", RestReply.Json(answer, 400));

        DatabricksException refused = await Should.ThrowAsync<DatabricksException>(JobsTasks.JobsRunsGetOutputAsync(7, Credentials, Token));

        refused.Message.ShouldBe(
            "Could not read the output of the run '7': INVALID_PARAMETER_VALUE (400). Retrieving the output of runs with multiple tasks is not supported. "
            + "A run of several tasks has no output of its own: ask for that of each task, by the run_id of the task.");
        refused.Response.ShouldBe(answer);
    }

    [Fact]
    public async Task A_start_whose_answer_is_lost_is_sent_again_with_the_same_token()
    {
        Reach();
        Peer.On("POST /api/2.1/jobs/run-now", RestReply.Reset(), RestReply.Html(), RestReply.Half(), RestReply.Json("""{"run_id":7}"""));

        await JobsTasks.JobsRunNowAsync(Credentials, 1, cancellationToken: Token);

        Peer.Requests.Count.ShouldBe(4);
        string[] tokens = [.. Peer.Requests.Select(static request => (string)request.Json["idempotency_token"]!).Distinct()];
        tokens.Single().Length.ShouldBe(32);
    }

    [Fact]
    public async Task Arguments_that_cannot_be_used_are_refused_before_a_request()
    {
        Reach();
        await Should.ThrowAsync<ArgumentException>(() => JobsTasks.JobsListAsync(Credentials, limit: 26, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => JobsTasks.JobsListAsync(Credentials, limit: 0, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => JobsTasks.JobsListAsync(Credentials, offset: -1, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentNullException>(() => JobsTasks.JobsListAsync(null!, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentNullException>(() => JobsTasks.JobsCreateAsync(Credentials, null!, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => JobsTasks.JobsRunNowAsync(Credentials, 1, new string('a', 65), cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => JobsTasks.JobsRunsListAsync(Credentials, new() { ActiveOnly = true, CompletedOnly = true }, cancellationToken: Token));
        foreach (string key in new[] { "", "a b", "a/b", "..", new string('a', 101) })
        {
            await Should.ThrowAsync<ArgumentException>(() => JobsTasks.JobsCreateAsync(Credentials, new() { Tasks = [new() { TaskKey = key }] }, cancellationToken: Token));
            await Should.ThrowAsync<ArgumentException>(() => JobsTasks.JobsRunsSubmitAsync(Credentials, new() { Tasks = [new() { TaskKey = key }] }, Token));
        }

        await Should.ThrowAsync<ArgumentException>(() => JobsTasks.JobsRunsSubmitAsync(Credentials, new() { Tasks = [new() { TaskKey = "a" }, new() { TaskKey = "a" }] }, Token));
        Peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_task_is_run_and_a_blocking_twin_called()
    {
        Reach();
        Peer.On("GET /api/2.1/jobs/get", RestReply.Json("""{"job_id":1}"""));

        (await JobsTasks.JobsGetTask.RunAsync(1, Credentials, Token)).JobId.ShouldBe(1);
        JobsTasks.JobsGet(1, Credentials, Token).JobId.ShouldBe(1);
    }

    [Fact]
    public async Task Lists_are_read_to_their_end_by_tokens_or_by_offsets()
    {
        Reach();
        Peer.On("GET /api/2.1/jobs/list", request => RestReply.Json(request.QueryValue("page_token") == "next"
            ? """{"jobs":[{"job_id":3}],"has_more":false,"next_page_token":""}"""
            : """{"jobs":[{"job_id":1},{"job_id":2}],"has_more":true,"next_page_token":"next"}"""));
        Peer.On("GET /api/2.1/jobs/runs/list", request => RestReply.Json(request.QueryValue("offset") switch
        {
            "0" => """{"runs":[{"run_id":1},{"run_id":2}],"has_more":true}""",
            "2" => """{"runs":[{"run_id":3}],"has_more":true}""",
            _ => """{"has_more":true}""",
        }));

        long?[] jobs = await Credentials.GetClient().ListJobsAsync(cancellationToken: Token).Select(static job => job.JobId).ToArrayAsync(Token);
        long?[] runs = await Credentials.GetClient().ListRunsAsync(jobId: 5, cancellationToken: Token).Select(static run => run.RunId).ToArrayAsync(Token);

        jobs.ShouldBe([1, 2, 3]);
        runs.ShouldBe([1, 2, 3]);
        Peer.RequestsFor("GET /api/2.1/jobs/runs/list").ShouldAllBe(static request => request.QueryValue("job_id") == "5");
    }

    [Fact]
    public async Task A_list_that_leads_in_a_circle_ends()
    {
        Reach();
        Peer.On("GET /api/2.1/jobs/list", RestReply.Json("""{"jobs":[{"job_id":1}],"next_page_token":"same"}"""));

        (await Should.ThrowAsync<DatabricksException>(Credentials.GetClient().ListJobsAsync(cancellationToken: Token).CountAsync(Token).AsTask()))
            .Message.ShouldContain("its pages lead to themselves");
    }

    [Fact]
    public async Task A_service_that_is_busy_says_how_long_to_wait()
    {
        Reach();
        Peer.On("POST /api/2.1/jobs/create", RestReply.Throttled(11), RestReply.Json("""{"job_id":1}"""));

        await JobsTasks.JobsCreateAsync(Credentials, new JobSettings(), cancellationToken: Token);

        Clock.Waits.ShouldBe([TimeSpan.FromSeconds(11)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task A_blank_token_is_none_so_that_a_lost_answer_starts_no_second_run(string blank)
    {
        Reach();
        Peer.On("POST /api/**", RestReply.Json("""{"run_id":7}"""));
        RunSubmitSettings settings = new() { IdempotencyToken = blank, Tasks = [new() { TaskKey = "a" }] };

        await JobsTasks.JobsRunNowAsync(Credentials, 1, blank, cancellationToken: Token);
        await JobsTasks.JobsRunsSubmitAsync(Credentials, settings, Token);
        await new DatabricksOneTimeJob(Credentials, settings).TriggerAsync(Token);

        Peer.Requests.Select(static request => ((string)request.Json["idempotency_token"]!).Length).ShouldBe([32, 32, 32]);
    }

    [Fact]
    public async Task A_start_that_is_answered_without_a_run_is_sent_again_with_the_same_token()
    {
        Reach();
        Peer.On("POST /api/2.1/jobs/run-now", RestReply.Json("{}"), RestReply.Status(200), RestReply.Json("""{"run_id":0}"""), RestReply.Json("""{"run_id":7}"""));

        (await JobsTasks.JobsRunNowAsync(Credentials, 1, cancellationToken: Token)).RunId.ShouldBe(7);

        Peer.Requests.Select(static request => (string)request.Json["idempotency_token"]!).Distinct().Count().ShouldBe(1);
    }

    private string Body(string operation) => Sorted(Peer.RequestsFor(operation).Single().Json).ToJsonString();

    private static JsonObject Sorted(JsonObject members) =>
        new(members.OrderBy(static member => member.Key, StringComparer.Ordinal).Select(static member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
}
