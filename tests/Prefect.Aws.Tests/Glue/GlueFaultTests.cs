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

        AwsException exception = await Should.ThrowAsync<AwsException>(() => Job(Impatient()).Attach("jr_1").FetchResultAsync(Token));

        exception.Message.ShouldStartWith("Could not read the state of the run 'jr_1' of the Glue job 'nightly': ");
        exception.IsTransient.ShouldBe(fault is not ("page" or "empty"), exception.ToString());
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_start_that_fails_is_sent_once(string fault)
    {
        Peer.On(ScriptedGlue.Start, Fault(fault));

        AwsException exception = await Should.ThrowAsync<AwsException>(() => Job(Impatient()).TriggerAsync(Token));

        exception.Message.ShouldStartWith("Could not start a run of the Glue job 'nightly': ");
        exception.Message.EndsWith("not known.", StringComparison.Ordinal).ShouldBe(fault != "throttled", exception.Message);
        Peer.RequestsFor(ScriptedGlue.Start).Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_check_that_fails_is_a_result(string fault)
    {
        Peer.On("glue.GetJob", Fault(fault));

        BlockCheckResult result = await Job(Impatient()).CheckAsync(Token);

        result.Succeeded.ShouldBeFalse();
        result.Message.ShouldStartWith("Could not find the Glue job 'nightly': ");
    }

    private static JsonObject Impatient() => new() { ["read_timeout"] = 0.3, ["retries"] = new JsonObject { ["total_max_attempts"] = 1 } };

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
