using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Prefect.Testing;

namespace Prefect.Aws.Tests.Ecs;

public sealed class EcsStartTests : EcsPeerTest
{
    private const string Refusal = """{"tasks":[],"failures":[{"arn":"arn:aws:ecs:x:1:container-instance/1","reason":"RESOURCE:MEMORY","detail":"none left"}]}""";

    [Fact]
    public async Task Refusal_stands_after_three_attempts()
    {
        Peer.On(RunTask, AwsReply.Json(Refusal));

        EcsTaskException exception = await Should.ThrowAsync<EcsTaskException>(() => Task.RunAsync(Token));

        exception.Message.ShouldContain("RESOURCE:MEMORY (none left)");
        exception.Diagnosis.Level.ShouldBe(LogLevel.Error);
        exception.Outcome.ShouldBeNull();
        Peer.RequestsFor(RunTask).Count.ShouldBe(3);
        Clock.Waits.Count.ShouldBe(2);
        Clock.Waits.ShouldAllBe(wait => wait >= TimeSpan.FromSeconds(1) && wait <= TimeSpan.FromSeconds(4));
        Tokens().Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task Answer_without_a_task_or_a_reason_is_none()
    {
        Peer.On(RunTask, AwsReply.Json("{}"));

        (await Should.ThrowAsync<AwsException>(() => Task.RunAsync(Token))).IsTransient.ShouldBeTrue();

        Tokens().Count.ShouldBe(3);
        Tokens().Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Attempt_whose_answer_was_lost_is_repeated_as_the_same()
    {
        Peer.On(RunTask, AwsReply.Reset(), AwsReply.Half("""{"tasks":[{"taskA"""), AwsReply.Json(Tasks("PENDING")));

        EcsTaskRun run = await Task.RunAsync(Token);

        run.Id.ShouldBe($"jobs::{EcsSamples.TaskArn}");
        Tokens().Count.ShouldBe(3);
        Tokens().Distinct().Count().ShouldBe(1);
        Tokens()[0].Length.ShouldBeInRange(1, 64);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Attempt_is_one_request_however_the_connection_breaks(int attempts)
    {
        Peer.On(RunTask, AwsReply.Reset());
        EcsTask task = Task with
        {
            AwsCredentials = Peer.Credentials(config: []),
            Options = new EcsOptions { TimeProvider = Clock, CreateTaskRunMaxAttempts = attempts },
        };

        AwsException exception = await Should.ThrowAsync<AwsException>(() => task.RunAsync(Token));

        exception.IsTransient.ShouldBeTrue();
        exception.Message.ShouldEndWith("Whether the service carried it out is not known.");
        Tokens().Count.ShouldBe(attempts);
        Tokens().Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Busy_and_broken_services_are_asked_again()
    {
        Peer.On(RunTask, AwsReply.InternalError(), AwsReply.Html(), AwsReply.Json(Tasks("PENDING")), AwsReply.Throttled(), AwsReply.Html(200), AwsReply.Json(Tasks("PENDING")));

        await Task.RunAsync(Token);
        await Task.RunAsync(Token);

        Tokens().Distinct().Count().ShouldBe(2);
        Tokens().Count.ShouldBe(6);
    }

    [Fact]
    public async Task Service_that_never_answers_is_given_up()
    {
        Peer.On(RunTask, AwsReply.Never());
        AwsCredentials impatient = Peer.Credentials(config: EcsSamples.Parse("""{"retries":{"total_max_attempts":1},"read_timeout":3}"""));

        AwsException exception = await Should.ThrowAsync<AwsException>(() => (Task with { AwsCredentials = impatient }).RunAsync(Token));

        exception.IsTransient.ShouldBeTrue();
        Peer.RequestsFor(RunTask).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Two_runs_are_two_tasks()
    {
        await Task.RunAsync(Token);
        await Task.RunAsync(Token);
        EcsTask own = Task with { TaskRunRequest = new JsonObject { ["clientToken"] = "mine" } };
        await own.RunAsync(Token);

        Tokens()[0].ShouldNotBe(Tokens()[1]);
        Tokens()[2].ShouldBe("mine");
    }

    [Fact]
    public async Task Cluster_is_the_services_where_none_is_set() =>
        (await (Task with { Cluster = null }).RunAsync(Token)).Identifier.Cluster.ShouldBe("arn:aws:ecs:eu-central-1:123456789012:cluster/jobs");

    [Fact]
    public async Task Registering_is_tried_three_times_with_growing_waits()
    {
        Peer.On(Register, AwsReply.Error("ClientException", "Too many concurrent attempts to create a new revision of the specified family."));

        AwsException exception = await Should.ThrowAsync<AwsException>(() => (Task with { Name = "never" }).RunAsync(Token));

        exception.ErrorCode.ShouldBe("ClientException");
        Peer.RequestsFor(Register).Count.ShouldBe(3);
        Clock.Waits[0].ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        Clock.Waits[1].ShouldBeInRange(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));
        Peer.RequestsFor(RunTask).ShouldBeEmpty();
    }

    [Fact]
    public async Task Registering_survives_what_passes()
    {
        Peer.On(Register, AwsReply.Throttled(), AwsReply.Html(), AwsReply.Json(Registered(new JsonObject())));

        (await (Task with { Name = "shaken" }).RunAsync(Token)).TaskDefinitionArn.ShouldBe(EcsSamples.Arn);
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("half")]
    [InlineData("broken")]
    public async Task Definition_whose_registration_was_not_answered_is_looked_for_before_another_is_registered(string fault)
    {
        JsonObject? registered = null;
        Peer.On(Register, request =>
        {
            registered = Registered(request.Json);
            return fault switch { "reset" => AwsReply.Reset(), "half" => AwsReply.Half(), _ => AwsReply.InternalError() };
        });
        Peer.On(DescribeDefinition, _ => AwsReply.Json(registered!));

        EcsTaskRun run = await (Task with { Name = "unanswered-" + fault, AwsCredentials = Peer.Credentials(config: []) }).RunAsync(Token);

        run.TaskDefinitionArn.ShouldBe(EcsSamples.Arn);
        Peer.RequestsFor(Register).Count.ShouldBe(1);
        Peer.RequestsFor(DescribeDefinition).ShouldHaveSingleItem().Json["taskDefinition"]!.ToString().ShouldBe("prefect_unanswered-" + fault);
    }

    [Fact]
    public async Task Definition_whose_registration_was_not_carried_out_is_registered_again()
    {
        Peer.On(Register, AwsReply.InternalError(), AwsReply.Json(Registered(new JsonObject())));
        Peer.On(DescribeDefinition, AwsReply.Error("ClientException", "Unable to describe task definition."));

        await (Task with { Name = "not-carried-out" }).RunAsync(Token);

        Peer.RequestsFor(Register).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("AccessDeniedException")]
    [InlineData("InvalidParameterException")]
    [InlineData("UnrecognizedClientException")]
    public async Task What_does_not_pass_is_not_tried_again(string code)
    {
        Peer.On(RunTask, AwsReply.Error(code));

        (await Should.ThrowAsync<AwsException>(() => Task.RunAsync(Token))).ErrorCode.ShouldBe(code);

        Peer.RequestsFor(RunTask).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Known_refusals_say_what_to_do()
    {
        Peer.On(RunTask, AwsReply.Error("InvalidParameterException", "No Container Instances were found in your cluster."));

        EcsTaskException exception = await Should.ThrowAsync<EcsTaskException>(() => Task.RunAsync(Token));

        exception.Diagnosis.Summary.ShouldBe("The cluster has no machines");
        exception.InnerException.ShouldBeOfType<AwsException>();
    }

    [Fact]
    public async Task Definition_that_cannot_be_compared_is_registered_again()
    {
        EcsTask task = Task with { Name = "incomparable" };
        await task.RunAsync(Token);
        Peer.On(DescribeDefinition, AwsReply.InternalError(), AwsReply.Error("AccessDeniedException"), AwsReply.Half());

        await task.RunAsync(Token);
        await task.RunAsync(Token);
        await task.RunAsync(Token);

        Peer.RequestsFor(Register).Count.ShouldBe(4);
    }

    [Fact]
    public async Task Accounts_do_not_share_definitions()
    {
        EcsTask task = Task with { Name = "shared" };
        await task.RunAsync(Token);

        await (task with { AwsCredentials = Peer.Credentials(Peer.TemporaryKey) }).RunAsync(Token);

        Peer.RequestsFor(Register).Count.ShouldBe(2);
        Peer.RequestsFor(DescribeDefinition).ShouldBeEmpty();
    }

    [Fact]
    public async Task Wrong_properties_reach_no_service()
    {
        await Should.ThrowAsync<AwsConfigurationException>(() => (Task with { Image = null }).RunAsync(Token));
        await Should.ThrowAsync<AwsConfigurationException>(() => (Task with { Cpu = -1 }).RunAsync(Token));

        Peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancelled_start_ends()
    {
        Peer.On(RunTask, AwsReply.Never());
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task<EcsTaskRun> starting = Task.RunAsync(cancelled.Token);

        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => starting);
    }

    [Fact]
    public async Task Default_network_is_all_subnets_of_the_default_vpc()
    {
        Peer.On("ec2.DescribeVpcs", AwsReply.Xml("""<DescribeVpcsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><vpcSet><item><vpcId>vpc-1</vpcId><ownerId>1</ownerId></item></vpcSet></DescribeVpcsResponse>"""));
        Peer.On(
            "ec2.DescribeSubnets",
            AwsReply.Xml("""<DescribeSubnetsResponse><subnetSet><item><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId></item></subnetSet><nextToken>a+b/c=</nextToken></DescribeSubnetsResponse>"""),
            AwsReply.Xml("""<DescribeSubnetsResponse><subnetSet><item><subnetId>subnet-2</subnetId></item></subnetSet><nextToken/></DescribeSubnetsResponse>"""));

        await (Task with { LaunchType = EcsLaunchType.Fargate }).RunAsync(Token);

        Peer.RequestsFor(RunTask)[0].Json["networkConfiguration"]
            .ShouldBeJson("""{"awsvpcConfiguration":{"subnets":["subnet-1","subnet-2"],"securityGroups":[],"assignPublicIp":"ENABLED"}}""");
        Peer.RequestsFor("ec2.DescribeVpcs")[0].Form.ShouldSatisfyAllConditions(
            form => form["Filter.1.Name"].ShouldBe("isDefault"), form => form["Version"].ShouldBe("2016-11-15"));
        Peer.RequestsFor("ec2.DescribeSubnets")[1].Form["NextToken"].ShouldBe("a+b/c=");
    }

    [Theory]
    [InlineData("<DescribeVpcsResponse><vpcSet><item><vpc")]
    [InlineData("<html><body>hello</body></html>")]
    [InlineData("""<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><DescribeVpcsResponse>&e;</DescribeVpcsResponse>""")]
    [InlineData("")]
    public async Task Network_answers_that_are_none_are_errors(string answer)
    {
        Peer.On("ec2.DescribeVpcs", AwsReply.Xml(answer));

        AwsException exception = await Should.ThrowAsync<AwsException>(() => (Task with { LaunchType = EcsLaunchType.Fargate }).RunAsync(Token));

        exception.Message.ShouldContain("find the default VPC");
        Peer.RequestsFor(RunTask).ShouldBeEmpty();
    }

    [Fact]
    public async Task Region_without_a_default_vpc_is_named()
    {
        Peer.On("ec2.DescribeVpcs", AwsReply.Xml("<DescribeVpcsResponse><vpcSet/></DescribeVpcsResponse>"));

        (await Should.ThrowAsync<AwsConfigurationException>(() => (Task with { LaunchType = EcsLaunchType.Fargate }).RunAsync(Token))).Field.ShouldBe("vpc_id");
    }

    [Fact]
    public async Task Network_of_the_users_request_is_left_alone()
    {
        JsonObject given = EcsSamples.Parse("""{"networkConfiguration":{"awsvpcConfiguration":{"subnets":["subnet-9"],"securityGroups":[]}}}""");

        await (Task with { LaunchType = EcsLaunchType.Fargate, TaskRunRequest = given }).RunAsync(Token);

        Peer.RequestsFor(RunTask)[0].Json["networkConfiguration"].ShouldBeJson(given["networkConfiguration"]!.ToJsonString());
    }

    private List<string> Tokens() => [.. Peer.RequestsFor(RunTask).Select(request => (string)request.Json["clientToken"]!)];
}
