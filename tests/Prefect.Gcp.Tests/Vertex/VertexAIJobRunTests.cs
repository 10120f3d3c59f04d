using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Gcp.Tests.Run;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.Vertex;

public sealed class VertexAIJobRunTests : VertexTest
{
    [Fact]
    public async Task A_job_is_created_and_watched()
    {
        using IDisposable scope = AtPeer();
        Runs("JOB_STATE_PENDING", "JOB_STATE_RUNNING", "JOB_STATE_SUCCEEDED");

        VertexAIJobRun run = await Job.RunAsync(Token);
        VertexAIOutcome outcome = await run.WaitAsync(cancellationToken: Token);

        run.Id.ShouldBe(Name);
        (outcome.StatusCode, outcome.Succeeded, outcome.Diagnosis).ShouldBe((0, true, null));
        outcome.Job.DisplayName.ShouldMatch("^training-[0-9a-f]{32}$");
        Peer.Requests.Select(request => request.Operation).ShouldBe([Create, Get, Get, Get]);
        Peer.Requests.ShouldAllBe(request => request.Host == "europe-west4-aiplatform.googleapis.com");
        Peer.Requests[0].Json["jobSpec"]!["serviceAccount"].ShouldBeJson($"\"{Peer.Account.Email}\"");
        run.ConsoleUri.AbsoluteUri.ShouldBe("https://console.cloud.google.com/ai/platform/locations/europe-west4/training/789?project=123456");
        run.LogUri.AbsoluteUri.ShouldContain("resource.labels.job_id%3D%22789%22");
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task A_failed_job_gives_one_and_tells_why()
    {
        using IDisposable scope = AtPeer();
        using CapturedLog log = new();
        using IDisposable listening = PrefectLogging.Listen(log);
        Runs("JOB_STATE_FAILED");

        VertexAIJobException failed = await Should.ThrowAsync<VertexAIJobException>(() => Job.RunToCompletionAsync(Token));

        failed.Outcome!.StatusCode.ShouldBe(1);
        failed.Message.ShouldContain("non-zero status of 1");
        log.Entries.ShouldContain(entry => entry.Message.Contains("non-zero status of 1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("JOB_STATE_CANCELLED", "The job was cancelled")]
    [InlineData("JOB_STATE_EXPIRED", "The job took too long")]
    public async Task A_job_that_ended_otherwise_gives_one(string state, string summary)
    {
        using IDisposable scope = AtPeer();
        Runs(state);

        VertexAIOutcome outcome = await (await Job.RunAsync(Token)).WaitAsync(cancellationToken: Token);

        (outcome.StatusCode, outcome.Diagnosis!.Summary).ShouldBe((1, summary));
    }

    [Fact]
    public async Task A_job_is_waited_for_as_long_as_it_may_run()
    {
        using IDisposable scope = AtPeer();
        Runs("JOB_STATE_RUNNING");
        VertexAIJobRun run = await (Job with { MaximumRunTimeHours = 2, JobWatchPollInterval = TimeSpan.FromMinutes(10) }).RunAsync(Token);

        (await Should.ThrowAsync<TimeoutException>(() => run.WaitAsync(cancellationToken: Token))).Message.ShouldContain("02:00:00");

        Peer.RequestsFor(Get).Count.ShouldBe(13);
        Peer.RequestsFor(Cancel).ShouldBeEmpty();
        await Should.ThrowAsync<InvalidOperationException>(() => run.FetchResultAsync(Token));
    }

    [Theory]
    [InlineData("503")]
    [InlineData("reset")]
    [InlineData("html")]
    public async Task A_look_that_fails_is_no_verdict(string fault)
    {
        using IDisposable scope = AtPeer();
        Runs("JOB_STATE_RUNNING");
        VertexAIJobRun run = await Job.RunAsync(Token);
        int look = 0;
        Peer.On(Get, _ => ++look < 12 ? Fault(fault) : GoogleReply.Json(Described("JOB_STATE_SUCCEEDED")));

        (await run.WaitAsync(cancellationToken: Token)).StatusCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_job_that_is_not_seen_at_once_is_waited_for()
    {
        using IDisposable scope = AtPeer();
        Runs("JOB_STATE_RUNNING");
        VertexAIJobRun run = await Job.RunAsync(Token);
        int look = 0;
        Peer.On(Get, _ => ++look < 3 ? GoogleReply.NotFound() : GoogleReply.Json(Described("JOB_STATE_SUCCEEDED")));

        (await run.WaitAsync(cancellationToken: Token)).StatusCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_run_that_is_taken_up_and_is_not_there_is_told()
    {
        using IDisposable scope = AtPeer();
        VertexAIJobRun run = Job.Attach(Name);

        (await Should.ThrowAsync<VertexAIJobNotFoundException>(() => run.WaitAsync(cancellationToken: Token))).Name.ShouldBe(Name);
        await Should.ThrowAsync<VertexAIJobNotFoundException>(() => run.CancelAsync(Token));
        await Should.ThrowAsync<VertexAIJobNotFoundException>(() => run.DeleteAsync(Token));
    }

    [Fact]
    public async Task Creating_that_was_not_heard_is_repeated()
    {
        using IDisposable scope = AtPeer();
        Runs("JOB_STATE_SUCCEEDED");
        int attempt = 0;
        Peer.On(Create, asked => ++attempt < 3 ? GoogleReply.InternalError(503) : GoogleReply.Json(Described("JOB_STATE_PENDING")));

        await Job.RunAsync(Token);

        Peer.RequestsFor(Create).Select(request => (string)request.Json["displayName"]!).Distinct().Count().ShouldBe(1);
        Peer.RequestsFor(List).Count.ShouldBe(2);
        Clock.Waits.Where(wait => wait < TimeSpan.FromSeconds(10)).ShouldAllBe(wait => wait >= TimeSpan.FromSeconds(1) && wait <= TimeSpan.FromSeconds(4));
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task Creating_that_was_heard_is_not_repeated()
    {
        using IDisposable scope = AtPeer();
        Runs("JOB_STATE_SUCCEEDED");
        string called = "";
        Peer.On(Create, asked =>
        {
            called = (string)asked.Json["displayName"]!;
            return GoogleReply.Reset();
        });
        Peer.On(List, asked => GoogleReply.Json(new JsonObject { ["customJobs"] = new JsonArray(Described("JOB_STATE_PENDING", called)) }));

        VertexAIJobRun run = await Job.RunAsync(Token);

        run.Id.ShouldBe(Name);
        Peer.RequestsFor(Create).Count.ShouldBe(1);
        Peer.RequestsFor(List)[0].QueryValue("filter").ShouldBe($"display_name=\"{called}\"");
    }

    [Fact]
    public async Task Creating_of_which_nothing_can_be_known_is_not_repeated()
    {
        using IDisposable scope = AtPeer();
        Runs("JOB_STATE_SUCCEEDED");
        Peer.On(Create, GoogleReply.Error(503, "UNAVAILABLE", "The first failure."));
        Peer.On(List, GoogleReply.Error(403, "PERMISSION_DENIED"));

        (await Should.ThrowAsync<GcpException>(() => Job.RunAsync(Token))).Message.ShouldContain("The first failure.");

        Peer.RequestsFor(Create).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_the_service_refuses_is_tried_once_and_told()
    {
        using IDisposable scope = AtPeer();
        Peer.On(Create, GoogleReply.Error(403, "PERMISSION_DENIED", "Permission 'aiplatform.customJobs.create' denied."));

        VertexAIJobException refused = await Should.ThrowAsync<VertexAIJobException>(() => Job.RunAsync(Token));

        refused.Diagnosis.Resolution.ShouldContain("Vertex AI User");
        Peer.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_key_creates_a_job_once()
    {
        using IDisposable scope = AtPeer();
        Runs("JOB_STATE_SUCCEEDED");
        List<string> there = [];
        Peer.On(Create, asked =>
        {
            there.Add((string)asked.Json["displayName"]!);
            return GoogleReply.Json(Described("JOB_STATE_PENDING", there[^1]));
        });
        Peer.On(List, asked => GoogleReply.Json(new JsonObject
        {
            ["customJobs"] = new JsonArray([.. there.Where(name => asked.QueryValue("filter")!.Contains(name, StringComparison.Ordinal)).Select(name => Described("JOB_STATE_RUNNING", name))]),
        }));

        await Job.RunOnceAsync("2026-11-20", Token);
        await Job.RunOnceAsync("2026-11-20", Token);
        await Job.RunOnceAsync("2026-11-21", Token);

        there.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Cancelling_the_waiting_may_cancel_the_job_too()
    {
        using IDisposable scope = AtPeer();
        using CancellationTokenSource cancelling = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Runs("JOB_STATE_RUNNING");
        VertexAIJobRun run = await (Job with { Options = new() { TimeProvider = Clock, CancelRemote = true } }).RunAsync(Token);
        Peer.On(Get, _ =>
        {
            cancelling.CancelAfter(TimeSpan.Zero);
            return GoogleReply.Json(Described("JOB_STATE_RUNNING"));
        });

        await Should.ThrowAsync<OperationCanceledException>(() => run.WaitAsync(cancellationToken: cancelling.Token));

        Peer.RequestsFor(Cancel).Single().Parts["name"].ShouldBe(Name);
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task A_check_signs_in_and_finds_the_region()
    {
        using IDisposable scope = AtPeer();
        Peer.On(List, GoogleReply.Json("{}"), GoogleReply.Error(403, "PERMISSION_DENIED"));

        BlockCheckResult good = await Job.CheckAsync(Token);
        BlockCheckResult bad = await Job.CheckAsync(Token);

        good.Succeeded.ShouldBeTrue(good.Message);
        (bad.Succeeded, bad.Stage).ShouldBe((false, BlockCheckStage.Permission));
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task Names_are_cut_and_kept_whole_letters()
    {
        using IDisposable scope = AtPeer();
        Runs("JOB_STATE_SUCCEEDED");

        await (Job with { Name = string.Concat(Enumerable.Repeat("🚀", 200)) }).RunAsync(Token);

        string called = (string)Peer.RequestsFor(Create)[0].Json["displayName"]!;
        called.Length.ShouldBeLessThanOrEqualTo(128);
        called.EnumerateRunes().ShouldNotContain(System.Text.Rune.ReplacementChar);
    }

    [Fact]
    public async Task A_key_stands_for_one_work_alone()
    {
        using IDisposable scope = AtPeer();
        Runs("JOB_STATE_SUCCEEDED");
        string name = new('n', 200);

        await (Job with { Name = name + "eu" }).RunOnceAsync("2026-11-20", Token);
        await (Job with { Name = name + "us" }).RunOnceAsync("2026-11-20", Token);

        Peer.RequestsFor(Create).Select(request => (string)request.Json["displayName"]!).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Of_two_processes_with_one_key_the_later_job_is_cancelled()
    {
        using IDisposable scope = AtPeer();
        Runs("JOB_STATE_SUCCEEDED");
        int look = 0;
        string called = "";
        Peer.On(Create, asked => GoogleReply.Json(Described("JOB_STATE_PENDING", called = (string)asked.Json["displayName"]!)));
        Peer.On(List, _ => ++look == 1
            ? GoogleReply.Json("{}")
            : GoogleReply.Json(new JsonObject { ["customJobs"] = new JsonArray(Described("JOB_STATE_PENDING", called), Earlier(called)) }));

        VertexAIJobRun run = await Job.RunOnceAsync("2026-11-20", Token);
        VertexAIJobRun again = await Job.RunOnceAsync("2026-11-20", Token);

        run.Id.ShouldBe(Name.Replace("789", "788", StringComparison.Ordinal));
        again.Id.ShouldBe(run.Id);
        Peer.RequestsFor(Cancel).Single().Parts["name"].ShouldBe(Name);
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task A_job_whose_creation_is_cancelled_is_cancelled()
    {
        using IDisposable scope = AtPeer();
        using CancellationTokenSource cancelling = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Runs("JOB_STATE_RUNNING");
        string called = "";
        Peer.On(Create, asked =>
        {
            called = (string)asked.Json["displayName"]!;
            cancelling.CancelAfter(TimeSpan.Zero);
            return GoogleReply.Never();
        });
        Peer.On(List, _ => GoogleReply.Json(new JsonObject { ["customJobs"] = new JsonArray(Described("JOB_STATE_PENDING", called)) }));

        await Should.ThrowAsync<OperationCanceledException>(() => Job.RunAsync(cancelling.Token));

        Peer.RequestsFor(Cancel).Single().Parts["name"].ShouldBe(Name);
    }

    [Fact]
    public async Task A_job_that_failed_without_a_reason_is_told()
    {
        using IDisposable scope = AtPeer();
        using CapturedLog log = new();
        using IDisposable listening = PrefectLogging.Listen(log);
        Runs("JOB_STATE_FAILED");
        VertexAIJobRun run = await Job.RunAsync(Token);
        JsonObject failed = Described("JOB_STATE_FAILED");
        failed.Remove("error");
        Peer.On(Get, GoogleReply.Json(failed));

        (await run.WaitAsync(cancellationToken: Token)).StatusCode.ShouldBe(1);

        log.Entries.ShouldContain(entry => entry.Message.Contains(run.Id, StringComparison.Ordinal) && entry.Message.Contains("JOB_STATE_FAILED", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lists_are_asked_for_as_often_as_the_options_say()
    {
        using IDisposable scope = AtPeer();
        Peer.On(List, GoogleReply.InternalError(503));

        await Should.ThrowAsync<GcpException>(() => (Job with { Options = new() { TimeProvider = Clock, MaxAttempts = 2 } }).RunOnceAsync("2026-11-20", Token));

        Peer.RequestsFor(List).Count.ShouldBe(2);
    }

    private static JsonObject Earlier(string called)
    {
        JsonObject job = Described("JOB_STATE_PENDING", called);
        job["name"] = Name.Replace("789", "788", StringComparison.Ordinal);
        job["createTime"] = "2026-11-20T12:00:00.4Z";
        return job;
    }

    private static GoogleReply Fault(string fault) => fault switch
    {
        "reset" => GoogleReply.Reset(),
        "html" => GoogleReply.Html(),
        _ => GoogleReply.InternalError(503),
    };
}
