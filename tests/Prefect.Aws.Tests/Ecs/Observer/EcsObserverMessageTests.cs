using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests.Ecs;

public sealed class EcsObserverMessageTests : EcsObserverTest
{
    private static JsonObject Crash => EcsEvents.Stopped(EcsEvents.Container("prefect", 1));

    [Fact]
    public async Task Queue_is_read_as_it_is_to_be()
    {
        await ObserveAsync(Settings with { QueueName = "other-queue", QueueRegion = "us-west-2" });

        Peer.RequestsFor(ScriptedQueue.GetQueueUrl).ShouldHaveSingleItem().Json.ShouldBeJson("""{"QueueName":"other-queue"}""");
        AwsExchange request = Peer.RequestsFor(ScriptedQueue.ReceiveMessage).ShouldHaveSingleItem();
        request.Json.ShouldBeJson($$"""{"QueueUrl":"{{ScriptedQueue.Address}}","MaxNumberOfMessages":1,"WaitTimeSeconds":20,"VisibilityTimeout":300}""");
        request.Signature.Region.ShouldBe("us-west-2");
        request.Headers["Content-Type"].ShouldBe("application/x-amz-json-1.0");
        request.Headers["X-Amz-Target"].ShouldBe("AmazonSQS.ReceiveMessage");
    }

    [Theory]
    [InlineData("null")]
    [InlineData(" ")]
    [InlineData("{}")]
    [InlineData("""{"detail-type":"ECS Task State Change"}""")]
    [InlineData("""{"detail-type":"ECS Task State Change","detail":null}""")]
    [InlineData("""{"detail-type":"ECS Task State Change","detail":{"lastStatus":"STOPPED"}}""")]
    [InlineData("""{"detail-type":"ECS Task State Change","detail":{"taskArn":"t","clusterArn":"c"}}""")]
    [InlineData("""{"detail-type":"ECS Deployment State Change","detail":{"taskArn":"t","clusterArn":"c","lastStatus":"STOPPED"}}""")]
    [InlineData("""{"detail-type":"ECS Container Instance State Change","detail":{"clusterArn":"c"}}""")]
    [InlineData("""{"detail-type":"Scheduled Event","detail":{}}""")]
    public async Task What_is_about_no_task_is_deleted(string body)
    {
        await ObserveAsync(Settings, body);

        Queue.Left.ShouldBe(0);
        Peer.RequestsFor(ScriptedQueue.DeleteMessage).Count.ShouldBe(1);
        Server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"detail-type":"ECS Task State Change","detail":{"taskArn":7}}""")]
    [InlineData("""{"detail-type":"ECS Task State Change","detail":{"taskArn":"t","containers":{"name":"prefect"}}}""")]
    [InlineData("""{"detail-type":"ECS Task State Change","detail":{"taskArn":"t","containers":[{"exitCode":"many"}]}}""")]
    [InlineData("""{"detail-type":"ECS Task St""")]
    public async Task What_is_no_event_is_left_to_the_queue_and_the_next_is_handled(string body)
    {
        Guid run = Run();

        await ObserveAsync(Settings, body, Crash.ToJsonString());

        Queue.Left.ShouldBe(1);
        Server.StateNamesOf(run).ShouldBe(["Pending", "Crashed"]);
        Warnings.ShouldContain(message => message.Contains("message-1", StringComparison.Ordinal) && message.Contains("is no event", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tasks_of_others_are_passed_over()
    {
        Tag(new JsonObject { ["team"] = "data" });

        await ObserveAsync(EcsEvents.Changed("PROVISIONING"), EcsEvents.Changed("RUNNING"), Crash);

        Queue.Left.ShouldBe(0);
        Server.Requests.ShouldBeEmpty();
        Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("brave-otter")]
    [InlineData("")]
    public async Task Tag_that_is_no_id_is_told_of_and_passed_over(string value)
    {
        Tag(new JsonObject { ["prefect.io/flow-run-id"] = value });

        await ObserveAsync(Crash);

        Queue.Left.ShouldBe(0);
        Server.Requests.ShouldBeEmpty();
        Warnings.ShouldHaveSingleItem().ShouldContain("prefect.io/flow-run-id");
    }

    [Fact]
    public async Task What_comes_twice_is_done_once()
    {
        Guid run = Run("RUNNING");
        JsonObject crash = Crash;

        await ObserveAsync(crash, crash, crash);

        Server.StateNamesOf(run).ShouldBe(["Running", "Crashed"]);
        Server.Events.Count.ShouldBe(1);
        Server.Logs.Count.ShouldBe(1);
        Queue.Left.ShouldBe(0);
    }

    [Fact]
    public async Task What_comes_out_of_order_does_not_take_the_crash_back()
    {
        Guid run = Run();

        await ObserveAsync(Crash, EcsEvents.Changed("PENDING"), EcsEvents.Changed("PROVISIONING"), EcsEvents.Changed("RUNNING"));

        Server.StateNamesOf(run).ShouldBe(["Pending", "Crashed"]);
        Server.Events.Count.ShouldBe(4);
        Queue.Left.ShouldBe(0);
    }

    public static TheoryData<string, string> ServerFaults => new()
    {
        { ReadRun, "500" }, { ReadRun, "html" }, { ReadRun, "half" }, { ReadRun, "401" },
        { SetState, "500" }, { SetState, "html" }, { SetState, "422" },
        { PostEvents, "500" }, { PostEvents, "404" },
    };

    [Theory]
    [MemberData(nameof(ServerFaults))]
    public async Task What_the_server_failed_at_comes_again(string operation, string fault)
    {
        Guid run = Run();
        Server.Script(operation, [.. Enumerable.Repeat(Reply(fault), 12)]);

        await ObserveAsync(Crash);

        Queue.Left.ShouldBe(1);
        Warnings.ShouldContain(message => message.Contains("comes again", StringComparison.Ordinal));
        Server.StateNamesOf(run).ShouldBe(operation == PostEvents ? ["Pending", "Crashed"] : ["Pending"]);

        for (int attempts = 0; attempts < 20 && Queue.Left > 0; attempts++)
        {
            Queue.ComeAgain();
            await ObserveAsync(Observer());
        }

        Server.StateNamesOf(run).ShouldBe(["Pending", "Crashed"]);
        Server.Events.Count.ShouldBe(1);
        Queue.Left.ShouldBe(0);
    }

    [Theory]
    [InlineData("AccessDeniedException")]
    [InlineData("InternalFailure")]
    public async Task Event_whose_tags_cannot_be_read_comes_again(string code)
    {
        Peer.On(DescribeTasks, AwsReply.Error(code));

        await ObserveAsync(Crash);

        Queue.Left.ShouldBe(1);
        Warnings.ShouldHaveSingleItem().ShouldContain(code);

        Guid run = Run();
        Queue.ComeAgain();
        await ObserveAsync(Observer());

        Server.StateNamesOf(run).ShouldBe(["Pending", "Crashed"]);
        Queue.Left.ShouldBe(0);
    }

    [Theory]
    [InlineData(59, 1)]
    [InlineData(61, 0)]
    public async Task Event_of_a_task_that_is_not_known_yet_comes_again_and_one_that_is_forgotten_does_not(int minutes, int left)
    {
        Peer.On(DescribeTasks, AwsReply.Json("""{"tasks":[],"failures":[{"arn":"t","reason":"MISSING"}]}"""));
        Clock.Advance(TimeSpan.FromMinutes(minutes));

        await ObserveAsync(Crash);

        Queue.Left.ShouldBe(left);
        Warnings.Count().ShouldBe(1);
    }

    [Fact]
    public async Task Tags_are_read_once_in_the_tasks_region()
    {
        Run("RUNNING");
        JsonObject elsewhere = EcsEvents.Changed("RUNNING").With("taskArn", EcsEvents.TaskArn("e").Replace("eu-central-1", "us-west-2", StringComparison.Ordinal));

        await ObserveAsync(EcsEvents.Changed("RUNNING"), EcsEvents.Changed("DEPROVISIONING"), elsewhere, elsewhere);

        Peer.RequestsFor(DescribeTasks).Select(request => request.Signature.Region).ShouldBe(["eu-central-1", "us-west-2"]);
        Peer.RequestsFor(DescribeTasks)[0].Json.ShouldBeJson(
            $$"""{"cluster":"{{EcsEvents.ClusterArn}}","tasks":["{{EcsEvents.TaskArn()}}"],"include":["TAGS"]}""");
    }

    [Fact]
    public async Task Tags_of_a_hundred_tasks_are_remembered()
    {
        Tag(new JsonObject { ["team"] = "data" });
        static JsonObject Of(int number) => EcsEvents.Changed("RUNNING").With("taskArn", EcsEvents.TaskArn($"task{number}"));

        await ObserveAsync([.. Enumerable.Range(0, 101).Select(Of), Of(100), Of(1), Of(0)]);

        Peer.RequestsFor(DescribeTasks).Count.ShouldBe(102);
    }

    [Fact]
    public async Task Message_that_cannot_be_deleted_comes_again_and_changes_nothing()
    {
        Guid run = Run();
        Queue.Send(Crash.ToJsonString());
        Peer.On(ScriptedQueue.DeleteMessage, AwsReply.InternalError());

        await ObserveAsync(Observer());

        Server.StateNamesOf(run).ShouldBe(["Pending", "Crashed"]);
        Queue.Left.ShouldBe(1);
        Warnings.ShouldHaveSingleItem().ShouldContain("delete");
    }

    private static ServerReply Reply(string fault) => fault switch
    {
        "html" => ServerReply.Html(),
        "half" => ServerReply.Half(),
        _ => ServerReply.Refused(int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture), "No."),
    };
}
