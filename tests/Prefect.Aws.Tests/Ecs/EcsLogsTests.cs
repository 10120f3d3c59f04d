using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests.Ecs;

public sealed class EcsLogsTests : EcsPeerTest
{
    private EcsTask Logging => Task with { ConfigureCloudwatchLogs = true, ExecutionRoleArn = EcsSamples.RoleArn };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Peer.On(DescribeDefinition, AwsReply.Json(Registered(EcsSamples.Definition(Logging))));
    }

    [Fact]
    public async Task All_pages_are_read_the_empty_ones_too()
    {
        Peer.On(GetLogEvents, Page("1", "a", "b"), Page("2"), Page("3", "c"), Page("3"));
        Peer.On(DescribeTasks, AwsReply.Json(Tasks("RUNNING")));

        List<EcsLogLine> lines = await Attached().ReadLogsAsync(Token).ToListAsync(Token);

        lines.Select(line => line.Message).ShouldBe(["a", "b", "c"]);
        lines[0].Timestamp.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1763640000000));
        Peer.RequestsFor(GetLogEvents)[0].Json.ShouldBeJson(
            """{"logGroupName":"prefect","logStreamName":"prefect-logs_report/prefect/0123456789abcdef0123456789abcdef","startFromHead":true}""");
        Peer.RequestsFor(GetLogEvents).Select(request => (string?)request.Json["nextToken"]).ShouldBe([null, "1", "2", "3"]);
    }

    [Fact]
    public async Task Lines_are_followed_to_the_end_through_what_passes()
    {
        Peer.On(
            GetLogEvents,
            AwsReply.Error("ResourceNotFoundException", "The specified log group does not exist."),
            Page("1", "a"), AwsReply.Throttled(), AwsReply.Half(), Page("1"),
            Page("2", "b"), Page("2"),
            Page("3", "late"), Page("3"));
        Peer.On(
            DescribeTasks,
            AwsReply.Json(Tasks("RUNNING")), AwsReply.Json(Tasks("RUNNING")), AwsReply.InternalError(), AwsReply.Json(Tasks("RUNNING")), AwsReply.Json(Tasks("STOPPED", 0)));

        (await Attached().FollowLogsAsync(Token).Select(line => line.Message).ToListAsync(Token)).ShouldBe(["a", "b", "late"]);
    }

    [Fact]
    public async Task Container_that_never_printed_has_no_lines()
    {
        Peer.On(GetLogEvents, AwsReply.Error("ResourceNotFoundException", "The specified log stream does not exist."));
        Peer.On(DescribeTasks, AwsReply.Json(Tasks("STOPPED", 0)));

        (await Attached().ReadLogsAsync(Token).ToListAsync(Token)).ShouldBeEmpty();
        (await Attached().FollowLogsAsync(Token).ToListAsync(Token)).ShouldBeEmpty();
        (await Attached().ReadLastLogsAsync(cancellationToken: Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Last_lines_are_asked_for_from_the_end()
    {
        Peer.On(GetLogEvents, Page("1", "y", "z"));
        EcsTaskRun run = await Logging.RunAsync(Token);

        (await run.ReadLastLogsAsync(cancellationToken: Token)).Count.ShouldBe(2);

        JsonObject asked = Peer.RequestsFor(GetLogEvents).ShouldHaveSingleItem().Json;
        asked["startFromHead"].ShouldBeJson("false");
        asked["limit"].ShouldBeJson("500");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10_001)]
    public Task Count_of_lines_has_its_limits(int count) =>
        Should.ThrowAsync<ArgumentOutOfRangeException>(() => Attached().ReadLastLogsAsync(count, Token));

    [Fact]
    public async Task Lines_are_read_in_the_region_that_they_go_to()
    {
        EcsTask elsewhere = Logging with { CloudwatchLogsOptions = new Dictionary<string, string> { ["awslogs-region"] = "us-west-2" } };
        Peer.On(DescribeDefinition, AwsReply.Json(Registered(EcsSamples.Definition(elsewhere))));
        Peer.On(GetLogEvents, Page("1", "a"));
        Peer.On(DescribeTasks, AwsReply.Json(Tasks("RUNNING")));

        await Attached().ReadLastLogsAsync(cancellationToken: Token);

        Peer.RequestsFor(GetLogEvents)[0].Signature.Region.ShouldBe("us-west-2");
    }

    [Fact]
    public async Task Refusal_is_an_error_and_not_the_end_of_the_lines()
    {
        Peer.On(GetLogEvents, AwsReply.Error("AccessDeniedException", "not authorized to perform logs:GetLogEvents"));
        Peer.On(DescribeTasks, AwsReply.Json(Tasks("RUNNING")));

        (await Should.ThrowAsync<AwsException>(async () => await Attached().FollowLogsAsync(Token).ToListAsync(Token))).Message.ShouldContain("GetLogEvents");
    }

    private static AwsReply Page(string token, params string[] lines) => AwsReply.Json(new JsonObject
    {
        ["events"] = new JsonArray([.. lines.Select(line => new JsonObject { ["timestamp"] = 1763640000000, ["message"] = line, ["ingestionTime"] = 1763640000001 })]),
        ["nextForwardToken"] = token,
        ["nextBackwardToken"] = "b",
    });
}
