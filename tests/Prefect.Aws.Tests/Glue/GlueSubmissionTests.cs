using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class GlueSubmissionTests : GlueTest
{
    private static readonly JsonObject s_threeAttempts = new() { ["retries"] = new JsonObject { ["total_max_attempts"] = 3 } };

    [Fact]
    public async Task A_run_is_taken_up_by_its_id()
    {
        GlueJobRun started = await Job().TriggerAsync(Token);

        GlueJobRun attached = new(started.JobName, started.Id, Peer.Credentials()) { PollInterval = TimeSpan.Zero };
        await attached.WaitForCompletionAsync(Token);

        Glue.Started.ShouldBe(1);
        (await attached.FetchResultAsync(Token)).ShouldBe(GlueJobRunState.Succeeded);
    }

    [Fact]
    public async Task Under_one_key_one_run_is_started()
    {
        GlueJobRun first = await Job().TriggerOnceAsync("2026-11-20", cancellationToken: Token);
        GlueJobRun second = await Job().TriggerOnceAsync("2026-11-20", cancellationToken: Token);
        GlueJobRun other = await Job().TriggerOnceAsync("2026-11-21", cancellationToken: Token);

        second.Id.ShouldBe(first.Id);
        other.Id.ShouldNotBe(first.Id);
        Glue.Started.ShouldBe(2);
        ((string?)Peer.RequestsFor(ScriptedGlue.Start)[0].Json["Arguments"]!["--prefect-submission-key"]).ShouldBe("2026-11-20");
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("error")]
    [InlineData("html")]
    public async Task A_lost_answer_is_no_second_submission(string fault)
    {
        int starts = 0;
        Glue.StartFault = () => ++starts > 1 ? null : fault switch
        {
            "reset" => AwsReply.Reset(),
            "error" => AwsReply.InternalError(),
            _ => AwsReply.Html(),
        };

        GlueJobRun run = await Job(s_threeAttempts).TriggerOnceAsync("2026-11-20", cancellationToken: Token);

        run.Id.ShouldBe("jr_1");
        Glue.Started.ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_key_a_lost_answer_says_that_nobody_knows()
    {
        Glue.StartFault = AwsReply.Reset;

        AwsException exception = await Should.ThrowAsync<AwsException>(() => Job(s_threeAttempts).TriggerAsync(Token));

        exception.Message.ShouldContain("Whether the service carried it out is not known.");
        Glue.Started.ShouldBe(1);
    }

    [Fact]
    public async Task Being_turned_away_is_tried_again()
    {
        Peer.On(ScriptedGlue.Start, AwsReply.Throttled(), AwsReply.Throttled(), AwsReply.Json("""{"JobRunId":"jr_1"}"""));

        (await Job(s_threeAttempts).TriggerAsync(Token)).Id.ShouldBe("jr_1");
    }

    [Fact]
    public async Task A_service_that_cannot_be_reached_is_tried_as_often_as_the_settings_say()
    {
        GlueJobBlock job = Job() with
        {
            AwsCredentials = new() { AwsAccessKeyId = "AKIA", AwsSecretAccessKey = "secret-access-key", RegionName = "eu-central-1", AwsClientParameters = new() { EndpointUrl = "http://127.0.0.1:1", Config = s_threeAttempts } },
        };

        AwsException exception = await Should.ThrowAsync<AwsException>(() => job.TriggerAsync(Token));

        exception.Message.ShouldNotContain("not known");
        Clock.Waits.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_refusal_is_final()
    {
        Peer.On(ScriptedGlue.Start, AwsReply.Error("ConcurrentRunsExceededException", "Concurrent runs exceeded for nightly"));

        AwsException exception = await Should.ThrowAsync<AwsException>(() => Job(s_threeAttempts).TriggerAsync(Token));

        exception.ErrorCode.ShouldBe("ConcurrentRunsExceededException");
        Peer.RequestsFor(ScriptedGlue.Start).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Pages_are_searched_as_far_back_as_asked()
    {
        DateTimeOffset now = Clock.GetUtcNow();
        Glue.PageSize = 2;
        for (int day = 9; day >= 0; day--)
        {
            Glue.Add($"jr_old_{day}", $"day {day}", now.AddDays(-day));
        }

        (await Job().TriggerOnceAsync("day 5", cancellationToken: Token)).Id.ShouldBe("jr_old_5");
        int pages = Peer.RequestsFor(ScriptedGlue.List).Count;
        (await Job().TriggerOnceAsync("day 9", TimeSpan.FromDays(2), Token)).Id.ShouldBe("jr_11");

        pages.ShouldBe(3);
        Peer.RequestsFor(ScriptedGlue.List).Count.ShouldBe(pages + 2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task A_key_that_is_none_is_refused_before_anything_is_sent(string key)
    {
        await Should.ThrowAsync<ArgumentException>(() => Job().TriggerOnceAsync(key, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => Job().TriggerOnceAsync(new string('x', 256), cancellationToken: Token));

        Peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_argument_of_the_key_is_taken() =>
        (await Should.ThrowAsync<AwsConfigurationException>(() =>
            (Job() with { Arguments = new JsonObject { ["--prefect-submission-key"] = "mine" } }).TriggerOnceAsync("2026-11-20", cancellationToken: Token)))
        .Field.ShouldBe("arguments");
}
