using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class GlueFaultTests : GlueTest
{
    public static TheoryData<string> Faults => ["error", "throttled", "html", "page", "half", "reset", "never", "empty"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_single_read_that_fails_says_what_was_tried(string fault)
    {
        Peer.On(ScriptedGlue.Get, Fault(fault));

        AwsException exception = await Should.ThrowAsync<AwsException>(() => Job(Once(fault)).Attach("jr_1").FetchResultAsync(Token));

        exception.Message.ShouldStartWith("Could not read the state of the run 'jr_1' of the Glue job 'nightly': ");
        exception.IsTransient.ShouldBe(fault is not ("page" or "empty"), exception.ToString());
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_start_that_fails_is_sent_once(string fault)
    {
        Peer.On(ScriptedGlue.Start, Fault(fault));

        AwsException exception = await Should.ThrowAsync<AwsException>(() => Job(Once(fault)).TriggerAsync(Token));

        exception.Message.ShouldStartWith("Could not start a run of the Glue job 'nightly': ");
        exception.Message.EndsWith("not known.", StringComparison.Ordinal).ShouldBe(fault != "throttled", exception.Message);
        Peer.RequestsFor(ScriptedGlue.Start).Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_check_that_fails_is_a_result(string fault)
    {
        Peer.On("glue.GetJob", Fault(fault));

        BlockCheckResult result = await Job(Once(fault)).CheckAsync(Token);

        result.Succeeded.ShouldBeFalse();
        result.Message.ShouldStartWith("Could not find the Glue job 'nightly': ");
    }

    [Fact]
    public async Task A_listing_that_does_not_move_on_is_given_up_and_nothing_started()
    {
        Peer.On(ScriptedGlue.List, AwsReply.Json("""{"JobRuns":[],"NextToken":"t"}"""));

        AwsException exception = await Should.ThrowAsync<AwsException>(() => Job().TriggerOnceAsync("k", cancellationToken: Token));

        exception.Message.ShouldContain("the same token twice");
        Glue.Started.ShouldBe(0);
    }

    [Fact]
    public async Task A_listing_with_gaps_is_searched_all_the_same()
    {
        Peer.On(ScriptedGlue.List, AwsReply.Json("""
            {"JobRuns":[null,{"Arguments":null},{"Id":"jr_9","Arguments":{"--prefect-submission-key":"k"}},null]}
            """));

        (await Job().TriggerOnceAsync("k", cancellationToken: Token)).Id.ShouldBe("jr_9");
    }

    [Fact]
    public async Task All_runs_may_be_searched_and_none_before_now_may_not()
    {
        Glue.Add("jr_9", "k", DateTimeOffset.UnixEpoch);

        (await Job().TriggerOnceAsync("k", TimeSpan.MaxValue, Token)).Id.ShouldBe("jr_9");
        (await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Job().TriggerOnceAsync("k", Timeout.InfiniteTimeSpan, Token)))
            .ParamName.ShouldBe("lookBack");
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("over")]
    public async Task A_run_that_cannot_be_stopped_leaves_the_cancellation_one(string kind)
    {
        using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Peer.On(ScriptedGlue.Get, _ =>
        {
            source.Cancel();
            return ScriptedGlue.Reply("RUNNING");
        });
        Peer.On("glue.BatchStopJobRun", kind == "refused"
            ? AwsReply.Error("AccessDeniedException")
            : AwsReply.Json("""{"Errors":[{"ErrorDetail":{"ErrorCode":"JobRunInvalidStateTransitionException","ErrorMessage":"It has ended."}}]}"""));

        await Should.ThrowAsync<OperationCanceledException>(
            () => (Job().Attach("jr_1") with { CancelRemote = true }).WaitForCompletionAsync(source.Token));

        Peer.RequestsFor("glue.BatchStopJobRun").Count.ShouldBe(1);
    }

    private static JsonObject Once(string fault) => new() { ["read_timeout"] = fault == "never" ? 5 : 60, ["retries"] = new JsonObject { ["total_max_attempts"] = 1 } };

    private static AwsReply Fault(string kind) => kind switch
    {
        "error" => AwsReply.InternalError(),
        "throttled" => AwsReply.Throttled(),
        "html" => AwsReply.Html(),
        "page" => AwsReply.Html(200),
        "half" => AwsReply.Half(),
        "reset" => AwsReply.Reset(),
        "never" => AwsReply.Never(),
        _ => AwsReply.Bytes("null"u8.ToArray()),
    };
}
