using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.Run;

public sealed class CloudRunJobRunTests : CloudRunTest
{
    [Fact]
    public async Task A_job_is_created_started_watched_and_deleted()
    {
        using IDisposable scope = AtPeer();
        Runs(null, null, "CONDITION_SUCCEEDED");

        CloudRunJobRun run = await Job.RunAsync(Token);
        CloudRunOutcome outcome = await run.WaitAsync(cancellationToken: Token);

        run.Id.ShouldMatch("^report-[0-9a-f]{7}$");
        (outcome.StatusCode, outcome.Succeeded, outcome.RetriedCount, outcome.Diagnosis).ShouldBe((0, true, 2, null));
        outcome.LogUri!.ShouldStartWith("https://console.cloud.google.com/");
        outcome.FinishedAt.ShouldBe(new DateTimeOffset(2026, 11, 20, 12, 1, 5, TimeSpan.Zero));
        Peer.Requests.Select(request => request.Operation).ShouldBe(
            [Create, GetJob, RunJob, GetExecution, GetExecution, GetExecution, ListExecutions, DeleteExecution, DeleteJob]);
        Peer.Requests[0].QueryValue("jobId").ShouldBe(run.Id);
        Peer.Requests[0].Parts["parent"].ShouldBe($"projects/{Peer.Account.Project}/locations/us-central1");
        Peer.Requests[0].Json["template"]!["template"]!["containers"]![0]!["command"].ShouldBeJson("""["dotnet","Report.dll"]""");
        NameOf(Peer.Requests[3]).ShouldBe($"projects/{Peer.Account.Project}/locations/us-central1/jobs/{run.Id}/executions/e1");
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task Looks_are_five_seconds_apart_and_deletions_three()
    {
        using IDisposable scope = AtPeer();
        Runs(null, null, "CONDITION_SUCCEEDED");

        await Job.RunToCompletionAsync(Token);

        Clock.Waits.Where(wait => wait < TimeSpan.FromSeconds(30)).ShouldBe([TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(3)]);
    }

    [Fact]
    public async Task A_failed_execution_gives_one_and_tells_why()
    {
        using IDisposable scope = AtPeer();
        using CapturedLog log = new();
        using IDisposable listening = PrefectLogging.Listen(log);
        Runs("CONDITION_FAILED");

        CloudRunJobRun run = await Job.RunAsync(Token);
        CloudRunJobException failed = await Should.ThrowAsync<CloudRunJobException>(() => run.WaitForCompletionAsync(Token));

        failed.Outcome!.StatusCode.ShouldBe(1);
        failed.Diagnosis.Summary.ShouldBe("The program failed");
        failed.Message.ShouldContain("The container exited with an error");
        log.Entries.ShouldContain(entry => entry.Message.Contains(run.Id, StringComparison.Ordinal) && entry.Message.Contains("exited with an error", StringComparison.Ordinal));
        Peer.RequestsFor(DeleteJob).Count.ShouldBe(1);
        (await run.FetchResultAsync(Token)).StatusCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_job_that_is_kept_is_not_deleted()
    {
        using IDisposable scope = AtPeer();
        Runs("CONDITION_FAILED");

        (await (await (Job with { KeepJob = true }).RunAsync(Token)).WaitAsync(cancellationToken: Token)).StatusCode.ShouldBe(1);

        Peer.RequestsFor(DeleteJob).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_execution_that_is_deleted_meanwhile_gives_minus_one()
    {
        using IDisposable scope = AtPeer();
        Runs((string?)null);
        CloudRunJobRun run = await Job.RunAsync(Token);
        Peer.On(GetExecution, GoogleReply.NotFound());
        Peer.On(ListExecutions, GoogleReply.NotFound());

        CloudRunOutcome outcome = await run.WaitAsync(cancellationToken: Token);

        (outcome.StatusCode, outcome.WasDeleted, outcome.HasEnded, outcome.Succeeded).ShouldBe((-1, true, true, false));
        Peer.RequestsFor(GetExecution).Count.ShouldBe(1);
        await Should.ThrowAsync<CloudRunJobException>(() => run.WaitForCompletionAsync(Token));
    }

    [Fact]
    public async Task A_job_is_waited_for_until_it_is_ready()
    {
        using IDisposable scope = AtPeer();
        Runs("CONDITION_SUCCEEDED");
        int look = 0;
        Peer.On(GetJob, asked => (++look) switch
        {
            1 => GoogleReply.NotFound(),
            2 => GoogleReply.Json(JobDocument(asked, "CONDITION_RECONCILING")),
            _ => Ready(asked),
        });

        await Job.RunToCompletionAsync(Token);

        look.ShouldBe(3);
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task A_job_without_its_image_is_told_and_deleted()
    {
        using IDisposable scope = AtPeer();
        Runs("CONDITION_SUCCEEDED");
        Peer.On(GetJob, asked => GoogleReply.Json(JobDocument(asked, "CONDITION_FAILED", "CONTAINER_MISSING")));

        CloudRunJobException failed = await Should.ThrowAsync<CloudRunJobException>(() => Job.RunAsync(Token));

        failed.Diagnosis.Summary.ShouldBe("The image was not found");
        failed.Message.ShouldContain("Image 'ghcr.io/acme/report:7' not found");
        Peer.RequestsFor(RunJob).ShouldBeEmpty();
        Peer.RequestsFor(DeleteJob).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_job_that_is_never_ready_is_given_up_and_deleted()
    {
        using IDisposable scope = AtPeer();
        Runs("CONDITION_SUCCEEDED");
        Peer.On(GetJob, asked => GoogleReply.Json(JobDocument(asked, "CONDITION_PENDING")));

        (await Should.ThrowAsync<CloudRunJobException>(() => Job.RunAsync(Token))).Message.ShouldContain("not ready after 600 s");

        Peer.RequestsFor(DeleteJob).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Waiting_ends_in_time_and_the_execution_goes_on()
    {
        using IDisposable scope = AtPeer();
        Runs((string?)null);
        CloudRunJobRun run = await Job.RunAsync(Token);

        await Should.ThrowAsync<TimeoutException>(() => run.WaitAsync(TimeSpan.FromSeconds(12), Token));
        await Should.ThrowAsync<InvalidOperationException>(() => run.FetchResultAsync(Token));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => run.WaitAsync(TimeSpan.FromSeconds(-1), Token));

        Peer.RequestsFor(DeleteJob).ShouldBeEmpty();
        (await run.DescribeAsync(Token)).StatusCode.ShouldBeNull();
    }

    [Fact]
    public async Task A_run_is_taken_up_by_the_name_of_its_job()
    {
        using IDisposable scope = AtPeer();
        Runs("CONDITION_SUCCEEDED");
        Peer.On(GetJob, asked => Ready(asked, "e7"));

        CloudRunOutcome outcome = await Job.Attach("report-1234567").WaitAsync(cancellationToken: Token);

        outcome.ExecutionName.ShouldBe($"projects/{Peer.Account.Project}/locations/us-central1/jobs/report-1234567/executions/e7");
        Peer.RequestsFor(Create).ShouldBeEmpty();
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task A_run_of_a_job_that_is_not_there_is_told()
    {
        using IDisposable scope = AtPeer();
        CloudRunJobRun run = Job.Attach("report-1234567");

        (await Should.ThrowAsync<CloudRunJobNotFoundException>(() => run.WaitAsync(cancellationToken: Token))).JobName.ShouldBe("report-1234567");
        await Should.ThrowAsync<CloudRunJobNotFoundException>(() => run.DescribeAsync(Token));
        await Should.ThrowAsync<CloudRunJobNotFoundException>(() => run.CancelAsync(Token));
        (await Should.ThrowAsync<CloudRunJobNotFoundException>(() => run.DeleteAsync(Token))).InnerException.ShouldBeOfType<GcpException>();
    }

    [Fact]
    public async Task Cancelling_ends_the_execution_and_keeps_the_job()
    {
        using IDisposable scope = AtPeer();
        Runs((string?)null);
        CloudRunJobRun run = await Job.RunAsync(Token);

        await run.CancelAsync(Token);

        NameOf(Peer.RequestsFor(CancelExecution).Single()).ShouldEndWith("/executions/e1");
        Peer.RequestsFor(DeleteJob).ShouldBeEmpty();
        Peer.ShouldHaveKeptTheRules();
    }

    [Theory]
    [InlineData(false, DeleteJob)]
    [InlineData(true, CancelExecution)]
    public async Task Cancelling_the_waiting_may_end_the_run_too(bool keepJob, string expected)
    {
        using IDisposable scope = AtPeer();
        Runs((string?)null);
        using CancellationTokenSource cancelling = CancellationTokenSource.CreateLinkedTokenSource(Token);
        CloudRunJobRun run = await (Job with { KeepJob = keepJob, Options = new() { TimeProvider = Clock, CancelRemote = true } }).RunAsync(Token);
        Peer.On(GetExecution, asked =>
        {
            cancelling.CancelAfter(TimeSpan.Zero);
            return GoogleReply.Json(Execution(NameOf(asked)));
        });

        await Should.ThrowAsync<OperationCanceledException>(() => run.WaitAsync(cancellationToken: cancelling.Token));

        Peer.RequestsFor(expected).Count.ShouldBe(1);
    }

    [Fact]
    public async Task All_executions_are_deleted_before_their_job()
    {
        using IDisposable scope = AtPeer();
        Creates();
        int page = 0;
        Peer.On(ListExecutions, asked => GoogleReply.Json(new JsonObject
        {
            ["executions"] = new JsonArray(Execution($"{NameOf(asked)}/executions/e{++page}")),
            ["nextPageToken"] = page < 3 ? $"page-{page}" : null,
        }));
        Peer.On(DeleteExecution, asked => NameOf(asked).EndsWith("e2", StringComparison.Ordinal) ? GoogleReply.NotFound() : GoogleReply.Json("""{"name":"o"}"""));

        await Job.Attach("report-1234567").DeleteAsync(Token);

        Peer.Requests.Select(request => request.Operation).ShouldBe(
            [ListExecutions, ListExecutions, ListExecutions, DeleteExecution, DeleteExecution, DeleteExecution, DeleteJob]);
        Peer.RequestsFor(ListExecutions)[2].QueryValue("pageToken").ShouldBe("page-2");
    }

    [Fact]
    public async Task A_job_is_a_job_to_who_knows_no_more()
    {
        using IDisposable scope = AtPeer();
        Runs(null, "CONDITION_SUCCEEDED");

        (await CompleteAsync(Job)).StatusCode.ShouldBe(0);

        static async Task<T> CompleteAsync<T>(IJob<T> job)
        {
            IJobRun<T> run = await job.TriggerAsync(Token);
            await run.WaitForCompletionAsync(Token);
            return await run.FetchResultAsync(Token);
        }
    }

    [Fact]
    public async Task Twins_run_a_job_without_waiting_for_tasks()
    {
        using IDisposable scope = AtPeer();
        Runs("CONDITION_SUCCEEDED");

        CloudRunOutcome outcome = await Task.Run(() => Job.RunToCompletion(Token), Token);

        outcome.StatusCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_check_signs_in_and_finds_the_region()
    {
        using IDisposable scope = AtPeer();
        Peer.On("run.projects.locations.jobs.list", GoogleReply.Json("{}"), GoogleReply.Error(403, "PERMISSION_DENIED", "Permission 'run.jobs.list' denied."));

        BlockCheckResult good = await Job.CheckAsync(Token);
        BlockCheckResult bad = await Job.CheckAsync(Token);
        BlockCheckResult wrong = await (Job with { Region = "" }).CheckAsync(Token);

        good.Succeeded.ShouldBeTrue(good.Message);
        (bad.Succeeded, bad.Stage).ShouldBe((false, BlockCheckStage.Permission));
        (wrong.Succeeded, wrong.Stage).ShouldBe((false, BlockCheckStage.Configuration));
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task Jobs_and_executions_are_read_whole()
    {
        using IDisposable scope = AtPeer();
        Runs("CONDITION_FAILED");
        Peer.On(GetJob, asked => Ready(asked, "e1"));
        CloudRunV2Client client = new(Credentials, Job.Options);

        JobV2 job = await client.GetJobAsync("p1", "europe-west1", "report", Token);
        ExecutionV2 execution = await client.GetExecutionAsync("projects/p1/locations/europe-west1/jobs/report/executions/e1", Token);

        (job.Name, job.IsReady, job.Generation, job.ExecutionCount).ShouldBe(("projects/p1/locations/europe-west1/jobs/report", true, "1", 1));
        (job.Labels["team"], job.LatestCreatedExecution!.Name, job.Etag).ShouldBe(("data", "e1", "\"x\""));
        (execution.IsRunning, execution.Succeeded, execution.ConditionAfterCompletion!.Reason).ShouldBe((false, false, "NON_ZERO_EXIT_CODE"));
        (execution.TaskCount, execution.RetriedCount).ShouldBe((1, 2));
        await Should.ThrowAsync<ArgumentException>(() => client.GetExecutionAsync("e1", Token));
        await Should.ThrowAsync<ArgumentException>(() => client.GetExecutionAsync("projects/p1/locations/../jobs/report/executions/e1", Token));
        await Should.ThrowAsync<ArgumentException>(() => client.GetJobAsync("", "europe-west1", "report", Token));
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task What_was_seen_to_end_has_ended_whoever_deletes_it()
    {
        using IDisposable scope = AtPeer();
        Runs("CONDITION_SUCCEEDED");
        CloudRunJobRun run = await Job.RunAsync(Token);
        (await run.DescribeAsync(Token)).StatusCode.ShouldBe(0);
        Peer.On(GetExecution, GoogleReply.NotFound());

        (await run.WaitAsync(cancellationToken: Token)).StatusCode.ShouldBe(0);

        Peer.RequestsFor(DeleteJob).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_sign_in_that_is_gone_is_no_run_that_is_gone()
    {
        using IDisposable scope = AtPeer();
        Runs((string?)null);
        CloudRunJobRun run = await Job.RunAsync(Token);
        Peer.RevokeTokens();
        Peer.OnSignIn([.. Enumerable.Repeat(GoogleReply.Error(404, "NOT_FOUND", "Not found; Gaia id not found for email crane@p."), 9)]);

        GcpException lost = await Should.ThrowAsync<GcpException>(() => run.WaitAsync(cancellationToken: Token));

        lost.Message.ShouldContain("Signing in failed");
        Peer.RequestsFor(DeleteJob).ShouldBeEmpty();
    }

    [Fact]
    public async Task Lists_are_asked_for_as_often_as_the_options_say()
    {
        using IDisposable scope = AtPeer();
        Creates();
        Peer.On(ListExecutions, GoogleReply.InternalError(503));

        await Should.ThrowAsync<GcpException>(() => (Job with { Options = new() { TimeProvider = Clock, ApiReadRetryMaxAttempts = 2 } }).Attach("report-1234567").DeleteAsync(Token));

        Peer.RequestsFor(ListExecutions).Count.ShouldBe(2);
    }
}
