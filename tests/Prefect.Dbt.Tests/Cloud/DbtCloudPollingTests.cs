using Prefect.Http;
using Prefect.Testing;

namespace Prefect.Dbt.Tests.Cloud;

public sealed class DbtCloudPollingTests : DbtCloudTest
{
    [Fact]
    public async Task A_run_is_read_until_it_has_ended()
    {
        Cloud.Answers(1, 3, 10);

        await (Nightly with { IntervalSeconds = 7 }).Attach(101).WaitForCompletionAsync(Token);

        Peer.RequestsFor(ScriptedDbtCloud.Get).Count.ShouldBe(3);
        Clock.Waits.ShouldBe([TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7)]);
    }

    [Theory]
    [InlineData(1, typeof(DbtCloudJobRunIncompleteException))]
    [InlineData(2, typeof(DbtCloudJobRunIncompleteException))]
    [InlineData(3, typeof(DbtCloudJobRunIncompleteException))]
    [InlineData(5, typeof(DbtCloudJobRunIncompleteException))]
    [InlineData(20, typeof(DbtCloudJobRunFailedException))]
    [InlineData(30, typeof(DbtCloudJobRunCancelledException))]
    public async Task A_run_that_has_not_succeeded_has_no_result(int status, Type expected)
    {
        Cloud.Answers(status);

        Exception exception = await Should.ThrowAsync<DbtCloudException>(() => Nightly.Attach(101).FetchResultAsync(cancellationToken: Token));

        exception.ShouldBeOfType(expected);
        exception.Message.ShouldContain("'101'");
    }

    [Fact]
    public async Task A_result_has_the_paths_of_what_was_written()
    {
        DbtCloudJobRun run = await Nightly.TriggerAsync(cancellationToken: Token);
        await run.WaitForCompletionAsync(Token);

        DbtCloudRun result = await run.FetchResultAsync(4, Token);

        result.ArtifactPaths.ShouldBe(["manifest.json", "run_results.json"]);
        (result.Id, result.Status).ShouldBe((101, DbtCloudJobRunStatus.Success));
        Peer.RequestsFor(ScriptedDbtCloud.Artifacts).ShouldHaveSingleItem().QueryValue("step").ShouldBe("4");
    }

    [Fact]
    public async Task Waiting_ends_by_the_clock_and_the_run_goes_on()
    {
        Cloud.Status = 3;
        long began = Clock.GetTimestamp();

        DbtCloudJobRunTimedOutException exception = await Should.ThrowAsync<DbtCloudJobRunTimedOutException>(
            () => (Nightly with { TimeoutSeconds = 95 }).Attach(Cloud.Add("x")).WaitForCompletionAsync(Token));

        Clock.GetElapsedTime(began).ShouldBe(TimeSpan.FromSeconds(95));
        (exception.RunId, Peer.RequestsFor(ScriptedDbtCloud.Cancel).Count).ShouldBe((101, 0));
    }

    [Fact]
    public async Task A_run_that_was_just_started_may_not_be_known_yet()
    {
        RestReply unknown = ScriptedDbtCloud.NotFound();
        Peer.On(ScriptedDbtCloud.Get, unknown, unknown, ScriptedDbtCloud.RunIn(10));

        await (await Nightly.TriggerAsync(cancellationToken: Token)).WaitForCompletionAsync(Token);

        Peer.RequestsFor(ScriptedDbtCloud.Get).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_run_that_is_not_there_ends_the_wait()
    {
        DbtCloudGetRunFailedException exception =
            await Should.ThrowAsync<DbtCloudGetRunFailedException>(() => Nightly.Attach(999).WaitForCompletionAsync(Token));

        exception.Message.ShouldStartWith("Could not read the dbt Cloud run '999': 404. The requested resource was not found.");
        Peer.RequestsFor(ScriptedDbtCloud.Get).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_refusal_ends_the_wait_at_once(int status)
    {
        Peer.On(ScriptedDbtCloud.Get, ScriptedDbtCloud.Refusal(status, "Invalid token."));

        (await Should.ThrowAsync<DbtCloudGetRunFailedException>(() => Nightly.Attach(101).WaitForCompletionAsync(Token))).UserMessage.ShouldBe("Invalid token.");

        Clock.Waits.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_state_that_nobody_can_read_is_given_up_in_the_end()
    {
        long began = Clock.GetTimestamp();
        Peer.On(ScriptedDbtCloud.Get, RestReply.Html());

        DbtCloudGetRunFailedException exception = await Should.ThrowAsync<DbtCloudGetRunFailedException>(
            () => (Nightly with { TimeoutSeconds = 7200 }).Attach(101).WaitForCompletionAsync(Token));

        Clock.GetElapsedTime(began).ShouldBeInRange(TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(16));
        exception.Message.ShouldStartWith("Could not learn the state of the dbt Cloud run '101' for 15 minutes");
        exception.IsTransient.ShouldBeTrue();
    }

    [Fact]
    public async Task A_time_that_is_asked_for_is_kept()
    {
        Peer.On(ScriptedDbtCloud.Get, RestReply.Throttled(40), RestReply.Throttled(100_000), ScriptedDbtCloud.RunIn(10));

        await Nightly.Attach(101).WaitForCompletionAsync(Token);

        Clock.Waits.ShouldBe([TimeSpan.FromSeconds(40), TimeSpan.FromMinutes(5)]);
    }

    [Fact]
    public async Task Cancelling_the_wait_cancels_the_run_where_that_is_wanted()
    {
        Cloud.Status = 3;
        long kept = Cloud.Add("kept");
        long ended = Cloud.Add("ended");

        await CancelledAsync(Nightly.Attach(kept));
        await CancelledAsync(Nightly.WithOptions(Options with { CancelRemote = true }).Attach(ended));

        Peer.RequestsFor(ScriptedDbtCloud.Cancel).ShouldHaveSingleItem().Path.ShouldContain($"/runs/{ended}/");

        async Task CancelledAsync(DbtCloudJobRun run)
        {
            using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(Token);
            Peer.On(ScriptedDbtCloud.Get, _ =>
            {
                source.Cancel();
                return ScriptedDbtCloud.RunIn(3);
            });
            await Should.ThrowAsync<OperationCanceledException>(() => run.WaitForCompletionAsync(source.Token));
        }
    }

    [Fact]
    public async Task With_three_reads_in_ten_failing_and_some_not_found_yet_no_run_gets_a_false_verdict()
    {
        int falseVerdicts = 0;
        int lateEnds = 0;
        int unknown = 0;
        DbtCloudJob job = Nightly.WithOptions(Options with { RequestTimeout = TimeSpan.FromSeconds(20) });
        for (int seed = 0; seed < 1_000; seed++)
        {
            Random random = new(seed);
            int left = random.Next(3, 12);
            int end = random.Next(3) switch { 0 => 10, 1 => 20, _ => 30 };
            int missing = random.NextDouble() < 0.05 ? 2 : 0;
            DateTimeOffset? ended = null;
            Peer.On(ScriptedDbtCloud.Get, _ =>
            {
                if (missing-- > 0)
                {
                    unknown++;
                    return ScriptedDbtCloud.NotFound();
                }

                bool isOver = --left < 0;
                ended ??= isOver ? Clock.GetUtcNow() : null;
                return random.NextDouble() < 0.3 ? Fault(random.Next(7)) : ScriptedDbtCloud.RunIn(isOver ? end : 3);
            });

            DbtCloudRun run = await (await job.TriggerAsync(cancellationToken: Token)).WaitAsync(Token);

            falseVerdicts += (int)run.Status == end ? 0 : 1;
            lateEnds += Clock.GetUtcNow() - ended > TimeSpan.FromSeconds(100) ? 1 : 0;
        }

        (falseVerdicts, lateEnds).ShouldBe((0, 0));
        unknown.ShouldBeGreaterThan(0);
    }

    private static RestReply Fault(int kind) => kind switch
    {
        0 => RestReply.Status(500),
        1 => RestReply.Throttled(),
        2 => RestReply.Html(),
        3 => RestReply.Html(200),
        4 => RestReply.Half(),
        5 => RestReply.Reset(),
        _ => RestReply.Json("""{"status":{"code":200},"data":{"id":101}}"""),
    };
}
