using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class GlueJobBlockTests : GlueTest
{
    [Fact]
    public async Task The_state_is_read_until_the_run_has_ended()
    {
        Glue.Answers("RUNNING", "RUNNING", "SUCCEEDED");

        GlueJobRun run = await (Job() with { JobWatchPollInterval = 0 }).TriggerAsync(Token);
        await run.WaitForCompletionAsync(Token);

        Peer.RequestsFor(ScriptedGlue.Get).Count.ShouldBe(3);
        (await run.FetchResultAsync(Token)).ShouldBe(GlueJobRunState.Succeeded);
        Peer.ShouldHaveGoodSignatures();
    }

    [Fact]
    public async Task Between_two_reads_the_interval_passes()
    {
        Glue.Answers("STARTING", "WAITING", "STOPPING", "A_NEW_STATE", "SUCCEEDED");

        await (await Job().TriggerAsync(Token)).WaitForCompletionAsync(Token);

        Clock.Waits.ShouldBe(Enumerable.Repeat(TimeSpan.FromSeconds(60), 4));
    }

    [Theory]
    [InlineData("FAILED", GlueJobRunState.Failed)]
    [InlineData("STOPPED", GlueJobRunState.Stopped)]
    [InlineData("ERROR", GlueJobRunState.Error)]
    [InlineData("TIMEOUT", GlueJobRunState.Timeout)]
    [InlineData("EXPIRED", GlueJobRunState.Expired)]
    public async Task A_bad_end_has_the_text_of_the_service(string state, GlueJobRunState expected)
    {
        Peer.On(ScriptedGlue.Get, ScriptedGlue.Reply(state, "An error occurred while calling o83.pyWriteDynamicFrame."));

        GlueJobRun run = await Job().TriggerAsync(Token);
        GlueJobRunException exception = await Should.ThrowAsync<GlueJobRunException>(() => run.WaitForCompletionAsync(Token));

        exception.State.ShouldBe(expected);
        exception.ErrorMessage.ShouldBe("An error occurred while calling o83.pyWriteDynamicFrame.");
        exception.Message.ShouldBe($"The run 'jr_1' of the Glue job 'nightly' ended as {state}: An error occurred while calling o83.pyWriteDynamicFrame.");
        exception.RunId.ShouldBe("jr_1");
    }

    [Fact]
    public async Task Arguments_are_sent_as_texts()
    {
        GlueJobBlock job = Job() with { Arguments = new JsonObject { ["--day"] = "2026-11-20", ["--rows"] = 5, ["--dry"] = true, ["--ü"] = "\"'\\" } };

        await job.TriggerAsync(Token);

        JsonNode sent = Peer.RequestsFor(ScriptedGlue.Start).ShouldHaveSingleItem().Json["Arguments"]!;
        JsonNode.DeepEquals(sent, new JsonObject { ["--day"] = "2026-11-20", ["--rows"] = "5", ["--dry"] = "true", ["--ü"] = "\"'\\" }).ShouldBeTrue(sent.ToJsonString());
        Peer.ShouldHaveGoodSignatures();
    }

    [Fact]
    public async Task Without_arguments_none_are_sent()
    {
        await Job().TriggerAsync(Token);

        Peer.RequestsFor(ScriptedGlue.Start).ShouldHaveSingleItem().Json.Select(member => member.Key).ShouldBe(["JobName"]);
    }

    [Theory]
    [InlineData("{\"--x\":null}")]
    [InlineData("{\"--x\":{}}")]
    [InlineData("{\"--x\":[1]}")]
    public async Task An_argument_that_is_no_text_is_refused_before_anything_is_sent(string arguments)
    {
        GlueJobBlock job = Job() with { Arguments = JsonNode.Parse(arguments)!.AsObject() };

        (await Should.ThrowAsync<AwsConfigurationException>(() => job.TriggerAsync(Token))).Field.ShouldBe("arguments");

        Peer.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public async Task An_interval_that_is_none_is_refused_before_anything_is_sent(double interval)
    {
        GlueJobBlock job = Job() with { JobWatchPollInterval = interval };

        (await Should.ThrowAsync<AwsConfigurationException>(() => job.TriggerAsync(Token))).Field.ShouldBe("job_watch_poll_interval");

        Peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_job_without_a_name_is_refused_before_anything_is_sent() =>
        (await Should.ThrowAsync<AwsConfigurationException>(() => (Job() with { JobName = " " }).TriggerAsync(Token))).Field.ShouldBe("job_name");

    [Fact]
    public void The_blocking_twins_and_the_interface_do_the_same()
    {
        IJob<GlueJobRunState> job = Job() with { JobWatchPollInterval = 0 };

        IJobRun<GlueJobRunState> run = job.Trigger(Token);
        run.WaitForCompletion(Token);

        run.Id.ShouldBe("jr_1");
        run.FetchResult(Token).ShouldBe(GlueJobRunState.Succeeded);
    }

    [Fact]
    public async Task Cancelling_the_wait_leaves_the_run_alone_unless_asked()
    {
        using CancellationTokenSource source = new();
        Peer.On(ScriptedGlue.Get, _ =>
        {
            source.Cancel();
            return ScriptedGlue.Reply("RUNNING");
        });
        Peer.On("glue.BatchStopJobRun", AwsReply.Json("""{"SuccessfulSubmissions":[{"JobName":"nightly","JobRunId":"jr_1"}]}"""));
        GlueJobRun run = await Job().TriggerAsync(Token);

        await Should.ThrowAsync<OperationCanceledException>(() => run.WaitForCompletionAsync(source.Token));
        Peer.RequestsFor("glue.BatchStopJobRun").ShouldBeEmpty();
        await Should.ThrowAsync<OperationCanceledException>(() => (run with { CancelRemote = true }).WaitForCompletionAsync(source.Token));

        ((string?)Peer.RequestsFor("glue.BatchStopJobRun").ShouldHaveSingleItem().Json["JobRunIds"]![0]).ShouldBe("jr_1");
    }

    [Fact]
    public async Task A_run_that_cannot_be_stopped_says_why()
    {
        Peer.On("glue.BatchStopJobRun", AwsReply.Json(
            """{"Errors":[{"JobName":"nightly","JobRunId":"jr_1","ErrorDetail":{"ErrorCode":"JobRunNotInTerminalStateException","ErrorMessage":"It has ended."}}]}"""));

        AwsException exception = await Should.ThrowAsync<AwsException>(() => Job().Attach("jr_1").StopAsync(Token));

        exception.ErrorCode.ShouldBe("JobRunNotInTerminalStateException");
        exception.Message.ShouldContain("It has ended.");
    }

    [Fact]
    public async Task A_check_finds_the_job()
    {
        Peer.On("glue.GetJob", AwsReply.Json("""{"Job":{"Name":"nightly"}}"""), AwsReply.Error("EntityNotFoundException", "Job not found"));

        (await Job().CheckAsync(Token)).Succeeded.ShouldBeTrue();
        BlockCheckResult missing = await Job().CheckAsync(Token);

        missing.Succeeded.ShouldBeFalse();
        missing.Stage.ShouldBe(BlockCheckStage.Resource);
    }
}
