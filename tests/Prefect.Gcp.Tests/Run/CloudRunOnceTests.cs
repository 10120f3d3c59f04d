using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.Run;

public sealed class CloudRunOnceTests : CloudRunTest
{
    private readonly Dictionary<string, string> _executions = [];

    [Fact]
    public async Task A_key_starts_its_execution_with_the_job_itself()
    {
        using IDisposable scope = AtPeer();
        RunsOnce();

        CloudRunJobRun first = await Job.RunOnceAsync("2026-11-20", Token);
        CloudRunJobRun second = await Job.RunOnceAsync("2026-11-20", Token);

        second.Id.ShouldBe(first.Id);
        second.ExecutionName.ShouldBe(first.ExecutionName);
        (await first.WaitAsync(cancellationToken: Token)).StatusCode.ShouldBe(0);
        Peer.RequestsFor(RunJob).ShouldBeEmpty();
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task A_key_in_two_processes_starts_one_execution()
    {
        using IDisposable scope = AtPeer();
        RunsOnce();

        CloudRunJobRun[] runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Job.RunOnceAsync("2026-11-20", Token)));

        runs.Select(run => run.ExecutionName).Distinct().Count().ShouldBe(1);
        _executions.Count.ShouldBe(1);
        Peer.RequestsFor(RunJob).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_execution_that_is_not_seen_at_once_is_waited_for_and_not_started_again()
    {
        using IDisposable scope = AtPeer();
        Runs("CONDITION_SUCCEEDED");
        int look = 0;
        Peer.On(Create, GoogleReply.Error(409, "ALREADY_EXISTS", "Resource 'report' already exists."));
        Peer.On(GetJob, asked => Ready(asked, ++look < 6 ? null : "e5"));

        CloudRunJobRun run = await Job.RunOnceAsync("2026-11-20", Token);

        run.ExecutionName!.ShouldEndWith("/executions/e5");
        Peer.RequestsFor(RunJob).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_execution_that_has_begun_is_taken_up_before_its_job_is_ready()
    {
        using IDisposable scope = AtPeer();
        Runs("CONDITION_SUCCEEDED");
        Peer.On(GetJob, asked => GoogleReply.Json(JobDocument(asked, "CONDITION_RECONCILING", latestExecution: "e1")));

        (await Job.RunOnceAsync("2026-11-20", Token)).ExecutionName!.ShouldEndWith("/executions/e1");
    }

    [Theory]
    [InlineData("nightly load of the warehouse eu", "nightly load of the warehouse us")]
    [InlineData("日次", "月次")]
    [InlineData("load#1", "load 1")]
    public async Task A_key_stands_for_one_work_alone(string name, string other)
    {
        using IDisposable scope = AtPeer();
        RunsOnce();

        await (Job with { Name = name }).RunOnceAsync("2026-11-20", Token);
        await (Job with { Name = other }).RunOnceAsync("2026-11-20", Token);

        _executions.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a very long name of a job that has no end and goes on and on and on and on")]
    public async Task Job_and_execution_have_names_that_the_service_takes(string? name)
    {
        using IDisposable scope = AtPeer();
        RunsOnce();

        await (Job with { Name = name }).RunOnceAsync("2026-11-20", Token);

        GoogleExchange created = Peer.RequestsFor(Create).Single();
        (created.QueryValue("jobId")!.Length + ((string)created.Json["startExecutionToken"]!).Length).ShouldBeLessThan(63);
    }

    [Fact]
    public async Task A_job_of_a_key_stays_when_nothing_can_be_seen_of_it()
    {
        using IDisposable scope = AtPeer();
        RunsOnce();
        Peer.On(GetJob, GoogleReply.InternalError(503));

        await Should.ThrowAsync<GcpException>(() => Job.RunOnceAsync("2026-11-20", Token));

        Peer.RequestsFor(DeleteJob).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(200)]
    [InlineData(409)]
    public async Task A_job_of_a_key_that_cannot_be_made_ready_is_deleted(int created)
    {
        using IDisposable scope = AtPeer();
        RunsOnce();
        Peer.On(Create, created == 200 ? GoogleReply.Json("""{"name":"o"}""") : GoogleReply.Error(created, "ALREADY_EXISTS", "Resource 'report' already exists."));
        Peer.On(GetJob, asked => GoogleReply.Json(JobDocument(asked, "CONDITION_FAILED", "CONTAINER_MISSING")));

        await Should.ThrowAsync<CloudRunJobException>(() => Job.RunOnceAsync("2026-11-20", Token));

        Peer.RequestsFor(DeleteJob).Count.ShouldBe(1);
    }

    [Fact]
    public void An_execution_that_a_description_begins_itself_is_not_begun_besides()
    {
        JsonObject body = CloudRunBodyV2.Pattern();
        body["runExecutionToken"] = "own";

        new CloudRunJobV2 { JobBody = body }.BuildJobBody().ContainsKey("runExecutionToken").ShouldBeFalse();
    }

    private void RunsOnce()
    {
        Runs("CONDITION_SUCCEEDED");
        Peer.On(Create, asked =>
        {
            lock (_executions)
            {
                string token = (string?)asked.Json["startExecutionToken"] ?? "";
                return _executions.TryAdd(asked.QueryValue("jobId")!, $"{asked.QueryValue("jobId")}-{token}")
                    ? GoogleReply.Json("""{"name":"o"}""")
                    : GoogleReply.Error(409, "ALREADY_EXISTS", "Resource 'report' already exists.");
            }
        });
        Peer.On(GetJob, asked =>
        {
            lock (_executions)
            {
                return Ready(asked, _executions[NameOf(asked).Split('/')[^1]]);
            }
        });
    }
}
