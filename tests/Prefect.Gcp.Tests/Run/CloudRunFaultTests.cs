using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.Run;

public sealed class CloudRunFaultTests : CloudRunTest
{
    public static TheoryData<string> Faults => ["429", "500", "503", "html", "reset", "half"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Creating_is_repeated(string fault)
    {
        using IDisposable scope = AtPeer();
        Runs("CONDITION_SUCCEEDED");
        Peer.On(Create, Fault(fault), Fault(fault), GoogleReply.Json("""{"name":"o"}"""));

        (await Job.RunToCompletionAsync(Token)).StatusCode.ShouldBe(0);

        Peer.RequestsFor(Create).Count.ShouldBe(3);
        Peer.RequestsFor(Create).Select(request => request.QueryValue("jobId")).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Creating_that_was_heard_though_its_answer_was_not_is_not_an_error()
    {
        using IDisposable scope = AtPeer();
        Runs("CONDITION_SUCCEEDED");
        Peer.On(Create, GoogleReply.Reset(), GoogleReply.Error(409, "ALREADY_EXISTS", "Resource 'report' already exists."));

        (await Job.RunToCompletionAsync(Token)).StatusCode.ShouldBe(0);

        Peer.RequestsFor(DeleteJob).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Creating_is_tried_three_times_and_cleared_away()
    {
        using IDisposable scope = AtPeer();
        Runs("CONDITION_SUCCEEDED");
        Peer.On(Create, GoogleReply.InternalError(503));

        (await Should.ThrowAsync<GcpException>(() => Job.RunAsync(Token))).IsTransient.ShouldBeTrue();

        Peer.RequestsFor(Create).Count.ShouldBe(3);
        Peer.RequestsFor(RunJob).ShouldBeEmpty();
        Peer.RequestsFor(DeleteJob).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(403, "PERMISSION_DENIED", "The identity may not do this")]
    [InlineData(404, "NOT_FOUND", "The project or the region was not found")]
    [InlineData(400, "INVALID_ARGUMENT", "The service does not accept the job")]
    public async Task What_the_service_refuses_is_tried_once_and_told(int status, string code, string summary)
    {
        using IDisposable scope = AtPeer();
        Runs("CONDITION_SUCCEEDED");
        Peer.On(Create, GoogleReply.Error(status, code, "That will not do."));

        CloudRunJobException refused = await Should.ThrowAsync<CloudRunJobException>(() => Job.RunAsync(Token));

        refused.Diagnosis.Summary.ShouldBe(summary);
        refused.Message.ShouldContain("That will not do.");
        refused.InnerException.ShouldBeOfType<GcpException>().ErrorCode.ShouldBe(code);
        Peer.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_name_that_somebody_else_has_is_left_alone()
    {
        using IDisposable scope = AtPeer();
        Runs("CONDITION_SUCCEEDED");
        Peer.On(Create, GoogleReply.Error(409, "ALREADY_EXISTS", "Resource 'report' already exists."));

        await Should.ThrowAsync<GcpException>(() => Job.RunAsync(Token));

        Peer.RequestsFor(RunJob).ShouldBeEmpty();
        Peer.RequestsFor(DeleteJob).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Starting_that_was_not_heard_is_repeated(string fault)
    {
        using IDisposable scope = AtPeer();
        Runs("CONDITION_SUCCEEDED");
        int attempt = 0;
        Peer.On(RunJob, asked => ++attempt < 3 ? Fault(fault) : Started(asked));

        (await Job.RunToCompletionAsync(Token)).StatusCode.ShouldBe(0);

        Peer.RequestsFor(RunJob).Count.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Starting_that_was_heard_is_not_repeated(string fault)
    {
        using IDisposable scope = AtPeer();
        Runs("CONDITION_SUCCEEDED");
        bool isStarted = false;
        Peer.On(RunJob, _ =>
        {
            isStarted = true;
            return Fault(fault);
        });
        Peer.On(GetJob, asked => Ready(asked, isStarted ? "e9" : null));

        CloudRunJobRun run = await Job.RunAsync(Token);

        run.ExecutionName!.ShouldEndWith("/executions/e9");
        Peer.RequestsFor(RunJob).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Starting_of_which_nothing_can_be_known_is_not_repeated_and_cleared_away()
    {
        using IDisposable scope = AtPeer();
        Runs("CONDITION_SUCCEEDED");
        bool isStarted = false;
        Peer.On(RunJob, _ =>
        {
            isStarted = true;
            return GoogleReply.Error(503, "UNAVAILABLE", "The first failure.");
        });
        Peer.On(GetJob, asked => isStarted ? GoogleReply.InternalError() : Ready(asked));

        (await Should.ThrowAsync<GcpException>(() => Job.RunAsync(Token))).Message.ShouldContain("The first failure.");

        Peer.RequestsFor(RunJob).Count.ShouldBe(1);
        Peer.RequestsFor(GetJob).Count.ShouldBe(4);
        Peer.RequestsFor(DeleteJob).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Starting_is_tried_as_often_as_the_options_say()
    {
        using IDisposable scope = AtPeer();
        Runs("CONDITION_SUCCEEDED");
        Peer.On(RunJob, GoogleReply.Throttled());

        await Should.ThrowAsync<GcpException>(() => (Job with { Options = new() { TimeProvider = Clock, SubmitJobMaxAttempts = 5 } }).RunAsync(Token));

        Peer.RequestsFor(RunJob).Count.ShouldBe(5);
    }

    [Fact]
    public async Task Waits_double_and_heed_what_the_service_asks_for()
    {
        using IDisposable scope = AtPeer();
        Runs("CONDITION_SUCCEEDED");
        Peer.On(Create, GoogleReply.InternalError(), GoogleReply.Throttled(30), GoogleReply.Json("""{"name":"o"}"""));

        await Job.RunAsync(Token);

        TimeSpan[] waits = [.. Clock.Waits.Take(2)];
        waits[0].ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        waits[1].ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_look_that_fails_is_no_verdict(string fault)
    {
        using IDisposable scope = AtPeer();
        Runs((string?)null);
        CloudRunJobRun run = await Job.RunAsync(Token);
        int look = 0;
        Peer.On(GetExecution, asked => ++look < 20 ? Fault(fault) : GoogleReply.Json(Execution(NameOf(asked), "CONDITION_SUCCEEDED")));

        (await run.WaitAsync(cancellationToken: Token)).StatusCode.ShouldBe(0);

        look.ShouldBe(20);
    }

    [Fact]
    public async Task Patience_has_an_end_and_leaves_the_execution_alone()
    {
        using IDisposable scope = AtPeer();
        Runs((string?)null);
        CloudRunJobRun run = await Job.RunAsync(Token);
        Peer.On(GetExecution, GoogleReply.InternalError(503));

        (await Should.ThrowAsync<GcpException>(() => run.WaitAsync(cancellationToken: Token))).IsTransient.ShouldBeTrue();

        Peer.RequestsFor(DeleteJob).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_job_that_cannot_be_deleted_does_not_hide_how_it_ended()
    {
        using IDisposable scope = AtPeer();
        using CapturedLog log = new();
        using IDisposable listening = PrefectLogging.Listen(log);
        Runs("CONDITION_SUCCEEDED");
        Peer.On(DeleteJob, GoogleReply.Error(403, "PERMISSION_DENIED"));

        CloudRunJobRun run = await Job.RunAsync(Token);

        (await run.WaitAsync(cancellationToken: Token)).StatusCode.ShouldBe(0);
        log.Entries.ShouldContain(entry => entry.Message.Contains(run.Id, StringComparison.Ordinal) && entry.Message.Contains("may cost money", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Starting_that_is_cancelled_leaves_nothing_behind()
    {
        using IDisposable scope = AtPeer();
        using CancellationTokenSource cancelling = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Creates();
        Peer.On(RunJob, _ =>
        {
            cancelling.CancelAfter(TimeSpan.Zero);
            return GoogleReply.Never();
        });

        await Should.ThrowAsync<OperationCanceledException>(() => Job.RunAsync(cancelling.Token));

        Peer.RequestsFor(DeleteJob).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_key_whose_job_was_never_started_starts_it()
    {
        using IDisposable scope = AtPeer();
        Runs("CONDITION_SUCCEEDED");
        Peer.On(Create, GoogleReply.Error(409, "ALREADY_EXISTS", "Resource 'report' already exists."));

        await Job.RunOnceAsync("2026-11-20", Token);

        Peer.RequestsFor(RunJob).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_key_whose_job_somebody_else_has_started_is_left_alone_when_the_answer_is_not_awaited()
    {
        using IDisposable scope = AtPeer();
        using CancellationTokenSource cancelling = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Runs("CONDITION_SUCCEEDED");
        Peer.On(Create, _ =>
        {
            cancelling.CancelAfter(TimeSpan.Zero);
            return GoogleReply.Never();
        });

        await Should.ThrowAsync<OperationCanceledException>(() => Job.RunOnceAsync("2026-11-20", cancelling.Token));

        Peer.RequestsFor(DeleteJob).ShouldBeEmpty();
    }

    [Fact]
    public async Task Creating_that_is_cancelled_leaves_nothing_behind()
    {
        using IDisposable scope = AtPeer();
        using CancellationTokenSource cancelling = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Runs("CONDITION_SUCCEEDED");
        Peer.On(Create, _ =>
        {
            cancelling.CancelAfter(TimeSpan.Zero);
            return GoogleReply.Never();
        });

        await Should.ThrowAsync<OperationCanceledException>(() => Job.RunAsync(cancelling.Token));

        Peer.RequestsFor(DeleteJob).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"name":""}""")]
    public async Task Answers_that_tell_nothing_are_no_success(string answer)
    {
        using IDisposable scope = AtPeer();
        Peer.On(GetJob, GoogleReply.Json(answer));

        GcpException empty = await Should.ThrowAsync<GcpException>(() => new CloudRunV2Client(Credentials, Job.Options).GetJobAsync("p1", "us-central1", "report", Token));

        empty.Message.ShouldContain("report");
    }

    [Fact]
    public async Task Nobody_says_what_is_in_the_environment()
    {
        using IDisposable scope = AtPeer();
        using CapturedLog log = new();
        using IDisposable listening = PrefectLogging.Listen(log);
        const string Value = "hush-hush-77120";
        Runs("CONDITION_SUCCEEDED");
        Peer.On(Create, GoogleReply.Error(400, "INVALID_ARGUMENT", "template.containers[0].env is wrong."));
        CloudRunJobV2 job = Job with { Env = new Dictionary<string, string?> { ["PREFECT_API_KEY"] = Value } };

        CloudRunJobException refused = await Should.ThrowAsync<CloudRunJobException>(() => job.RunAsync(Token));

        refused.ToString().ShouldNotContain(Value);
        log.Entries.ShouldAllBe(entry => !entry.Message.Contains(Value, StringComparison.Ordinal));
        log.Entries.ShouldContain(entry => entry.Message.Contains("prefect_api_key_secret", StringComparison.Ordinal));
    }

    private static GoogleReply Fault(string fault) => fault switch
    {
        "429" => GoogleReply.Throttled(),
        "html" => GoogleReply.Html(),
        "reset" => GoogleReply.Reset(),
        "half" => GoogleReply.Half("""{"name":"proj"""),
        _ => GoogleReply.InternalError(int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture)),
    };
}
