using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Dbt.Tests.Cloud;

public sealed class DbtCloudSubmissionTests : DbtCloudTest
{
    public static TheoryData<string> Faults => ["error", "html", "page", "half", "reset", "never", "empty", "no id", "timeout"];

    [Fact]
    public async Task A_start_sends_what_is_set_and_why()
    {
        TriggerJobRunOptions options = new()
        {
            Cause = "Backfill",
            GitBranch = "main",
            SchemaOverride = "test",
            ThreadsOverride = 8,
            GenerateDocsOverride = false,
            StepsOverride = ["dbt seed", "dbt run"],
        };

        DbtCloudJobRun run = await Nightly.TriggerAsync(options, Token);

        run.RunId.ShouldBe(101);
        RestExchange sent = Peer.RequestsFor(ScriptedDbtCloud.Start).ShouldHaveSingleItem();
        sent.Path.ShouldBe("/api/v2/accounts/7/jobs/42/run/");
        JsonObject body = sent.Json;
        ((string)body["cause"]!).ShouldMatch(@"^Backfill \[prefect-submission:[0-9a-f]{32}\]$");
        body.Remove("cause");
        body.ToJsonString().ShouldBe(
            """{"git_branch":"main","schema_override":"test","threads_override":8,"generate_docs_override":false,"steps_override":["dbt seed","dbt run"]}""");
    }

    [Fact]
    public async Task A_start_says_what_the_block_says()
    {
        await (Nightly with { TriggerJobRunOptions = new() { GitSha = "0b1c" } }).TriggerAsync(cancellationToken: Token);

        JsonObject body = Peer.RequestsFor(ScriptedDbtCloud.Start).ShouldHaveSingleItem().Json;
        ((string)body["cause"]!).ShouldStartWith("Triggered via Prefect [");
        ((string?)body["git_sha"]).ShouldBe("0b1c");
        body.Count.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_lost_answer_is_no_second_run(string fault)
    {
        int starts = 0;
        Cloud.StartFault = () => ++starts > 1 ? null : Fault(fault);

        DbtCloudJobRun run = await Impatient().TriggerAsync(cancellationToken: Token);

        run.RunId.ShouldBe(101);
        Cloud.Started.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_start_that_did_not_come_through_is_repeated_once_nobody_has_seen_it(bool isLate)
    {
        int starts = 0;
        Peer.On(ScriptedDbtCloud.Start, request =>
        {
            if (++starts > 1)
            {
                return null;
            }

            if (isLate)
            {
                int looks = 0;
                Peer.On(ScriptedDbtCloud.List, _ =>
                {
                    if (++looks == 2)
                    {
                        Cloud.Add((string)request.Json["cause"]!);
                    }

                    return null;
                });
            }

            return RestReply.Reset();
        });

        DbtCloudJobRun run = await Nightly.TriggerAsync(cancellationToken: Token);

        run.RunId.ShouldBe(101);
        Cloud.Started.ShouldBe(1);
        starts.ShouldBe(isLate ? 1 : 2);
    }

    [Fact]
    public async Task A_start_that_comes_through_after_its_time_is_taken_up_and_the_other_cancelled()
    {
        int starts = 0;
        Peer.On(ScriptedDbtCloud.Start, request =>
        {
            if (++starts == 1)
            {
                return RestReply.Reset();
            }

            Cloud.Add((string)request.Json["cause"]!);
            return null;
        });

        DbtCloudJobRun run = await Nightly.TriggerAsync(cancellationToken: Token);

        run.RunId.ShouldBe(101);
        Peer.RequestsFor(ScriptedDbtCloud.Cancel).ShouldHaveSingleItem().Path.ShouldBe("/api/v2/accounts/7/runs/102/cancel/");
    }

    [Fact]
    public async Task Without_a_way_to_find_out_the_error_says_that_nobody_knows()
    {
        Cloud.StartFault = RestReply.Reset;
        Peer.On(ScriptedDbtCloud.List, ScriptedDbtCloud.Refusal(403, "No."));

        DbtCloudJobRunTriggerFailedException exception =
            await Should.ThrowAsync<DbtCloudJobRunTriggerFailedException>(() => Nightly.TriggerAsync(cancellationToken: Token));

        exception.Message.ShouldContain("Whether a run was started is not known");
        exception.Message.ShouldContain("Could not list the runs of the dbt Cloud job '42'");
        Cloud.Started.ShouldBe(1);
    }

    [Fact]
    public async Task A_start_that_never_comes_through_is_given_up()
    {
        Peer.On(ScriptedDbtCloud.Start, RestReply.Html());

        DbtCloudJobRunTriggerFailedException exception = await Should.ThrowAsync<DbtCloudJobRunTriggerFailedException>(
            () => Nightly.WithOptions(Options with { Attempts = 3 }).TriggerAsync(cancellationToken: Token));

        exception.Message.ShouldStartWith("Could not start a run of the dbt Cloud job '42': ");
        Peer.RequestsFor(ScriptedDbtCloud.Start).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Being_turned_away_is_tried_again_when_asked_to()
    {
        Peer.On(ScriptedDbtCloud.Start, RestReply.Throttled(7), RestReply.Throttled(), ScriptedDbtCloud.RunIn(1));

        await Nightly.TriggerAsync(cancellationToken: Token);

        Clock.Waits[0].ShouldBe(TimeSpan.FromSeconds(7));
        Peer.RequestsFor(ScriptedDbtCloud.List).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_is_final()
    {
        Peer.On(ScriptedDbtCloud.Start, ScriptedDbtCloud.Refusal(400, "The branch 'mian' does not exist.", "git_branch"));

        DbtCloudJobRunTriggerFailedException exception =
            await Should.ThrowAsync<DbtCloudJobRunTriggerFailedException>(() => Nightly.TriggerAsync(cancellationToken: Token));

        exception.Message.ShouldContain("The branch 'mian' does not exist.");
        (exception.UserMessage, exception.DeveloperMessage, exception.IsTransient).ShouldBe(("The branch 'mian' does not exist.", "git_branch", false));
        Peer.RequestsFor(ScriptedDbtCloud.Start).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Under_one_key_one_run_is_started()
    {
        DbtCloudJobRun first = await Nightly.TriggerOnceAsync("2026-11-20", cancellationToken: Token);
        DbtCloudJobRun second = await Nightly.TriggerOnceAsync("2026-11-20", new() { Cause = "Again" }, cancellationToken: Token);
        DbtCloudJobRun other = await Nightly.TriggerOnceAsync("2026-11-21", cancellationToken: Token);

        second.RunId.ShouldBe(first.RunId);
        other.RunId.ShouldNotBe(first.RunId);
        Cloud.Started.ShouldBe(2);
    }

    [Fact]
    public async Task Processes_that_start_in_the_same_moment_have_one_run()
    {
        const int Processes = 4;
        TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int looking = 0;
        Peer.On(ScriptedDbtCloud.List, _ => Interlocked.Increment(ref looking) switch
        {
            Processes when all.TrySetResult() => ScriptedDbtCloud.Data(new JsonArray()),
            <= Processes => ScriptedDbtCloud.Data(new JsonArray()) with { Held = all.Task },
            _ => null,
        });

        DbtCloudJobRun[] runs = await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => Nightly.TriggerOnceAsync("2026-11-20", cancellationToken: Token)));

        runs.Select(static run => run.RunId).Distinct().ShouldBe([101L]);
        Peer.RequestsFor(ScriptedDbtCloud.Cancel).Count.ShouldBe(Cloud.Started - 1);
    }

    [Fact]
    public async Task Pages_are_searched_as_far_back_as_asked()
    {
        DbtCloudJobRun wanted = await Nightly.TriggerOnceAsync("2026-11-20", cancellationToken: Token);
        Clock.Advance(TimeSpan.FromDays(3));
        for (int run = 0; run < 250; run++)
        {
            Cloud.Add("Scheduled");
        }

        (await Nightly.TriggerOnceAsync("2026-11-20", cancellationToken: Token)).RunId.ShouldBe(wanted.RunId);
        (await Nightly.TriggerOnceAsync("2026-11-20", lookBack: TimeSpan.FromDays(2), cancellationToken: Token)).RunId.ShouldBe(352);
        Peer.RequestsFor(ScriptedDbtCloud.List).ShouldAllBe(static request =>
            request.QueryValue("job_definition_id") == "42" && request.QueryValue("include_related") == """["trigger"]""" && request.QueryValue("order_by") == "-id");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task A_key_that_is_none_is_refused_before_anything_is_sent(string key)
    {
        await Should.ThrowAsync<ArgumentException>(() => Nightly.TriggerOnceAsync(key, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => Nightly.TriggerOnceAsync(new string('x', 256), cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => Nightly.TriggerOnceAsync("x", lookBack: TimeSpan.FromDays(-1), cancellationToken: Token));

        Peer.Requests.ShouldBeEmpty();
    }

    private static RestReply Fault(string kind) => kind switch
    {
        "error" => ScriptedDbtCloud.Refusal(500, "Something went wrong."),
        "html" => RestReply.Html(),
        "page" => RestReply.Html(200),
        "half" => RestReply.Half(),
        "reset" => RestReply.Reset(),
        "never" => RestReply.Never(),
        "empty" => RestReply.Json("{}"),
        "no id" => ScriptedDbtCloud.Data(new JsonObject()),
        _ => RestReply.Status(408),
    };

    private DbtCloudJob Impatient() => Nightly.WithOptions(Options with { RequestTimeout = TimeSpan.FromMilliseconds(500) });
}
