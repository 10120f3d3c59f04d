using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class GluePollingTests : GlueTest
{
    private const int Runs = 500;

    [Fact]
    public async Task With_three_reads_in_ten_failing_no_run_gets_a_false_verdict()
    {
        int falseVerdicts = 0;
        int failures = 0;
        for (int seed = 0; seed < Runs; seed++)
        {
            Random random = new(seed);
            int left = random.Next(3, 12);
            bool isGood = random.Next(2) == 0;
            Peer.On(ScriptedGlue.Get, _ =>
            {
                if (random.NextDouble() < 0.3)
                {
                    failures++;
                    return Fault(random.Next(8));
                }

                return left-- > 0 ? ScriptedGlue.Reply("RUNNING") : ScriptedGlue.Reply(isGood ? "SUCCEEDED" : "FAILED", isGood ? null : $"seed {seed}");
            });

            falseVerdicts += await VerdictAsync() == isGood && left < 0 ? 0 : 1;
        }

        falseVerdicts.ShouldBe(0);
        failures.ShouldBeGreaterThan(Runs);
        Peer.ShouldHaveGoodSignatures();
    }

    [Fact]
    public async Task A_state_that_nobody_can_read_is_given_up_after_ten_minutes()
    {
        long start = Clock.GetTimestamp();
        Peer.On(ScriptedGlue.Get, AwsReply.InternalError());

        AwsException exception = await Should.ThrowAsync<AwsException>(() => Job().Attach("jr_1").WaitForCompletionAsync(Token));

        Clock.GetElapsedTime(start).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(10));
        Clock.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromMinutes(11));
        Peer.RequestsFor(ScriptedGlue.Get).Count.ShouldBeGreaterThanOrEqualTo(20);
        exception.Message.ShouldStartWith("Could not learn the state of the run 'jr_1' of the Glue job 'nightly' for 10 minutes");
        exception.Message.ShouldContain("wait for it again by its id");
        exception.IsTransient.ShouldBeTrue();
    }

    [Fact]
    public async Task A_refusal_ends_the_wait_at_once()
    {
        Peer.On(ScriptedGlue.Get, AwsReply.Error("AccessDeniedException", "User is not authorized to perform: glue:GetJobRun"));

        AwsException exception = await Should.ThrowAsync<AwsException>(() => Job().Attach("jr_1").WaitForCompletionAsync(Token));

        exception.ErrorCode.ShouldBe("AccessDeniedException");
        Clock.Waits.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_that_was_just_started_may_not_be_known_yet()
    {
        AwsReply unknown = AwsReply.Error("EntityNotFoundException", "Job Run jr_1 not found");
        Peer.On(ScriptedGlue.Get, unknown, unknown, ScriptedGlue.Reply("SUCCEEDED"));

        await (await Job().TriggerAsync(Token)).WaitForCompletionAsync(Token);

        Peer.RequestsFor(ScriptedGlue.Get).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_run_that_is_not_there_ends_the_wait()
    {
        AwsException exception = await Should.ThrowAsync<AwsException>(() => Job().Attach("jr_gone").WaitForCompletionAsync(Token));

        exception.ErrorCode.ShouldBe("EntityNotFoundException");
        Peer.RequestsFor(ScriptedGlue.Get).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_read_that_is_never_answered_is_one_that_failed()
    {
        Peer.On(ScriptedGlue.Get, AwsReply.Never(), ScriptedGlue.Reply("SUCCEEDED"));
        GlueJobBlock job = Job(new() { ["read_timeout"] = 5, ["retries"] = new System.Text.Json.Nodes.JsonObject { ["total_max_attempts"] = 1 } });

        await job.Attach("jr_1").WaitForCompletionAsync(Token);

        Peer.RequestsFor(ScriptedGlue.Get).Count.ShouldBe(2);
    }

    private static AwsReply Fault(int kind) => kind switch
    {
        0 => AwsReply.InternalError(),
        1 => AwsReply.Throttled(),
        2 => AwsReply.Html(),
        3 => AwsReply.Html(200),
        4 => AwsReply.Half(),
        5 => AwsReply.Reset(),
        6 => AwsReply.Json("{}"),
        _ => AwsReply.Json("null"),
    };

    private async Task<bool> VerdictAsync()
    {
        try
        {
            await Job().Attach("jr_1").WaitForCompletionAsync(Token);
            return true;
        }
        catch (GlueJobRunException)
        {
            return false;
        }
    }
}
