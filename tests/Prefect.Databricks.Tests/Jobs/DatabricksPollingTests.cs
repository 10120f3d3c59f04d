using Prefect.Http;
using Prefect.Testing;

namespace Prefect.Databricks.Tests.Jobs;

public sealed class DatabricksPollingTests : DatabricksTest
{
    private const int Runs = 1_000;

    [Fact]
    public async Task With_three_reads_in_ten_failing_and_some_not_found_yet_no_run_gets_a_false_verdict()
    {
        using IDisposable scope = Once();
        int falseVerdicts = 0;
        int failures = 0;
        for (int seed = 0; seed < Runs; seed++)
        {
            Random random = new(seed);
            int left = random.Next(3, 12);
            bool isGood = random.Next(2) == 0;
            int reads = 0;
            Peer.On("GET /api/2.1/jobs/runs/get", _ =>
            {
                double chance = random.NextDouble();
                if (chance < 0.35)
                {
                    failures++;
                    return chance < 0.05 && reads < 3 ? Unknown() : Fault(random.Next(8));
                }

                reads++;
                return left-- > 0 ? RunOf(5, "RUNNING") : RunOf(5, isGood ? "TERMINATED/SUCCESS" : "TERMINATED/FAILED");
            });

            falseVerdicts += await VerdictAsync() == isGood && left < 0 ? 0 : 1;
        }

        falseVerdicts.ShouldBe(0);
        failures.ShouldBeGreaterThan(Runs);
    }

    [Fact]
    public async Task A_run_that_was_just_started_may_not_be_known_yet()
    {
        using IDisposable scope = Once();
        Peer.On("GET /api/2.1/jobs/runs/get", Unknown(), Unknown(), RunOf(5, "TERMINATED/SUCCESS"));

        await new DatabricksJobRun(Credentials, 5).WaitForCompletionAsync(Token);

        Peer.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_run_that_is_not_there_is_given_up_after_a_minute()
    {
        using IDisposable scope = Once();
        long began = Clock.GetTimestamp();
        Peer.On("GET /api/2.1/jobs/runs/get", Unknown());

        DatabricksException refused = await Should.ThrowAsync<DatabricksException>(new DatabricksJobRun(Credentials, 5).WaitForCompletionAsync(Token));

        refused.Message.ShouldContain("Run 5 does not exist");
        Clock.GetElapsedTime(began).ShouldBeInRange(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(85));
    }

    [Fact]
    public async Task A_run_that_was_seen_does_not_vanish()
    {
        using IDisposable scope = Once();
        int reads = 0;
        Peer.On("GET /api/2.1/jobs/runs/get", _ => ++reads switch
        {
            < 20 => RunOf(5, "RUNNING"),
            20 or 22 => Unknown(),
            < 30 => RunOf(5, "RUNNING"),
            _ => RunOf(5, "TERMINATED/SUCCESS"),
        });

        await new DatabricksJobRun(Credentials, 5).WaitForCompletionAsync(Token);
    }

    [Fact]
    public async Task A_refusal_ends_the_wait_at_once()
    {
        using IDisposable scope = Once();
        Peer.On("GET /api/2.1/jobs/runs/get", RestReply.Json("""{"error_code":"PERMISSION_DENIED","message":"No."}""", 403));

        DatabricksException refused = await Should.ThrowAsync<DatabricksException>(new DatabricksJobRun(Credentials, 5).WaitForCompletionAsync(Token));

        refused.ErrorCode.ShouldBe("PERMISSION_DENIED");
        Clock.Waits.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_state_that_nobody_can_read_is_given_up_after_a_quarter_of_an_hour()
    {
        using IDisposable scope = Once();
        long began = Clock.GetTimestamp();
        Peer.On("GET /api/2.1/jobs/runs/get", RestReply.Html(500));

        DatabricksException lost = await Should.ThrowAsync<DatabricksException>(
            new DatabricksJobRun(Credentials, 5) { Wait = new() { MaxWait = null } }.WaitForCompletionAsync(Token));

        lost.Message.ShouldStartWith("Could not learn the state of the Databricks run '5' for 15 minutes");
        lost.IsTransient.ShouldBeTrue();
        Clock.GetElapsedTime(began).ShouldBeInRange(TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(16));
    }

    [Fact]
    public async Task The_end_is_seen_within_one_interval()
    {
        using IDisposable scope = Once();
        DateTimeOffset end = Clock.GetUtcNow() + TimeSpan.FromMinutes(7.3);
        Peer.On("GET /api/2.1/jobs/runs/get", _ => RunOf(5, Clock.GetUtcNow() < end ? "RUNNING" : "TERMINATED/SUCCESS"));

        await new DatabricksJobRun(Credentials, 5).WaitForCompletionAsync(Token);

        (Clock.GetUtcNow() - end).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task The_service_says_how_long_to_leave_it_alone()
    {
        using IDisposable scope = Once();
        Peer.On("GET /api/2.1/jobs/runs/get", RestReply.Throttled(77), RestReply.Throttled(3600), RunOf(5, "TERMINATED/SUCCESS"));

        await new DatabricksJobRun(Credentials, 5).WaitForCompletionAsync(Token);

        Clock.Waits.ShouldBe([TimeSpan.FromSeconds(77), TimeSpan.FromMinutes(5)]);
    }

    [Fact]
    public async Task Waiting_ends_in_time_whatever_pause_the_service_asks_for()
    {
        using IDisposable scope = Once();
        long began = Clock.GetTimestamp();
        Peer.On("GET /api/2.1/jobs/runs/get", RunOf(5, "RUNNING"), RestReply.Throttled(3600));

        await Should.ThrowAsync<DatabricksJobRunTimedOutException>(
            new DatabricksJobRun(Credentials, 5) { Wait = new() { MaxWait = TimeSpan.FromSeconds(45) } }.WaitForCompletionAsync(Token));

        Clock.GetElapsedTime(began).ShouldBe(TimeSpan.FromSeconds(45));
    }

    [Fact]
    public async Task The_end_is_seen_within_one_interval_though_reads_fail()
    {
        using IDisposable scope = Once();
        for (int seed = 0; seed < 25; seed++)
        {
            Random random = new(seed);
            DateTimeOffset end = Clock.GetUtcNow() + TimeSpan.FromSeconds(random.Next(1, 900));
            DateTimeOffset? read = null;
            Peer.On("GET /api/2.1/jobs/runs/get", _ =>
            {
                if (Clock.GetUtcNow() < end && random.NextDouble() < 0.97)
                {
                    return RestReply.Html(503);
                }

                read = Clock.GetUtcNow();
                return RunOf(5, read < end ? "RUNNING" : "TERMINATED/SUCCESS");
            });

            await new DatabricksJobRun(Credentials, 5) { Wait = new() { MaxWait = null } }.WaitForCompletionAsync(Token);

            (read!.Value - end).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromSeconds(10));
        }
    }

    private IDisposable Once()
    {
        Reach();
        return DatabricksAccess.Use(new DatabricksAccess { Connections = Peer.CreateHandler(), Backoff = new Backoff { First = TimeSpan.Zero }, Clock = Clock });
    }

    private static RestReply Unknown() => RestReply.Json("""{"error_code":"INVALID_PARAMETER_VALUE","message":"Run 5 does not exist."}""", 400);

    private static RestReply Fault(int kind) => kind switch
    {
        0 => RestReply.Status(500),
        1 => RestReply.Throttled(),
        2 => RestReply.Html(),
        3 => RestReply.Html(200),
        4 => RestReply.Half(),
        5 => RestReply.Reset(),
        6 => RestReply.Json("{}"),
        _ => RestReply.Json("null"),
    };

    private static async Task<bool> VerdictAsync()
    {
        try
        {
            await new DatabricksJobRun(Credentials, 5).WaitForCompletionAsync(Token);
            return true;
        }
        catch (DatabricksJobTerminatedException)
        {
            return false;
        }
    }
}
