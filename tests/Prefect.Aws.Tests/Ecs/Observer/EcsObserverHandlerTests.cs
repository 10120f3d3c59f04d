using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests.Ecs;

public sealed class EcsObserverHandlerTests : EcsObserverTest
{
    [Fact]
    public async Task Events_of_tasks_become_events_of_prefects()
    {
        Guid run = Run(tags: new JsonObject
        {
            ["prefect.io/deployment-id"] = "d1",
            ["prefect.io/deployment-name"] = "nightly",
            ["prefect.io/flow-id"] = "f1",
            ["prefect.io/work-pool-id"] = "w1",
            ["prefect.io/work-pool-name"] = "ecs-pool",
            ["prefect.io/worker-name"] = "ECS Worker: 7_é",
        });
        JsonObject change = EcsEvents.Changed("RUNNING");

        await ObserveAsync(change);

        JsonObject replica = Server.Events.ShouldHaveSingleItem();
        replica["id"]!.ToString().ShouldBe(change["id"]!.ToString());
        replica["event"]!.ToString().ShouldBe("prefect.ecs.task.running");
        DateTimeOffset.Parse(replica["occurred"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture).ShouldBe(EcsEvents.Time);
        replica["follows"].ShouldBeNull();
        replica["resource"].ShouldBeJson(
            $$"""
            {"prefect.resource.id":"prefect.ecs.task.0123456789abcdef0123456789abcdef","ecs.taskArn":"{{EcsEvents.TaskArn()}}",
             "ecs.clusterArn":"{{EcsEvents.ClusterArn}}","ecs.taskDefinitionArn":"{{EcsEvents.DefinitionArn}}"}
            """);
        JsonArray related = replica["related"]!.AsArray();
        related.Select(resource => resource!["prefect.resource.id"]!.ToString()).ShouldBe(
            [$"prefect.flow-run.{run}", "prefect.deployment.d1", "prefect.flow.f1", "prefect.work-pool.w1", "prefect.worker.ecs.ecs-worker-7"]);
        related[0].ShouldBeJson(
            $$"""{"prefect.resource.id":"prefect.flow-run.{{run}}","prefect.resource.role":"flow-run","prefect.resource.name":"brave-otter"}""");
        related[2].ShouldBeJson("""{"prefect.resource.id":"prefect.flow.f1","prefect.resource.role":"flow"}""");
        related[4]!["prefect.worker-type"]!.ToString().ShouldBe("ecs");
        related[4]!["prefect.resource.name"]!.ToString().ShouldBe("ECS Worker: 7_é");
        related[4]!["prefect.version"]!.ToString().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Events_of_one_task_follow_each_other()
    {
        Run();
        JsonObject[] changes = [.. new[] { "PROVISIONING", "PENDING", "RUNNING", "STOPPED" }.Select(status => EcsEvents.Changed(status, EcsEvents.Container("prefect", 0)))];
        int[] seconds = [0, 30, 20, 1000];
        for (int index = 0; index < changes.Length; index++)
        {
            changes[index]["time"] = EcsEvents.Time.AddSeconds(seconds[index]).ToString("O");
        }

        await ObserveAsync(changes);

        Server.Events.Select(replica => replica["follows"]?.ToString()).ShouldBe([null, changes[0]["id"]!.ToString(), null, null]);
    }

    [Fact]
    public async Task Event_without_an_id_is_not_replicated_and_counts_all_the_same()
    {
        Guid run = Run();
        JsonObject crash = EcsEvents.Stopped(EcsEvents.Container("prefect", 1));
        crash["id"] = "no-id";
        crash.Remove("time");

        await ObserveAsync(crash);

        Server.Events.ShouldBeEmpty();
        Server.StateNamesOf(run).ShouldBe(["Pending", "Crashed"]);
    }

    [Theory]
    [InlineData("PENDING", "PENDING", "Pending,InfrastructurePending")]
    [InlineData("PENDING", "PROVISIONING", "Pending,InfrastructurePending")]
    [InlineData("PENDING", "ACTIVATING", "Pending")]
    [InlineData("SCHEDULED", "PENDING", "Scheduled,InfrastructurePending")]
    [InlineData("RUNNING", "PENDING", "Running")]
    [InlineData("PAUSED", "PENDING", "Paused")]
    [InlineData("COMPLETED", "PROVISIONING", "Completed")]
    public async Task Run_whose_container_is_on_its_way_says_so(string stateType, string status, string states)
    {
        Guid run = Run(stateType);

        await ObserveAsync(EcsEvents.Changed(status));

        string.Join(',', Server.StateNamesOf(run)).ShouldBe(states);
        Queue.Left.ShouldBe(0);
    }

    [Fact]
    public async Task Second_word_of_it_is_no_error()
    {
        Guid run = Run();

        await ObserveAsync(EcsEvents.Changed("PROVISIONING"), EcsEvents.Changed("PENDING"));

        Server.StateNamesOf(run).ShouldBe(["Pending", "InfrastructurePending"]);
        Server.FindFlowRun(run)!["state"]!["message"]!.ToString().ShouldBe("The ECS task is provisioning.");
        Queue.Left.ShouldBe(0);
        Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Crash_whose_answer_is_lost_is_explained_all_the_same()
    {
        Guid run = Run();
        Server.Script(SetState, ServerReply.Reset() with { ComesAfterTheWork = true });

        await ObserveAsync(EcsEvents.Stopped(EcsEvents.Container("prefect", 1)));

        Server.StateNamesOf(run).ShouldBe(["Pending", "Crashed"]);
        Server.Logs.Count.ShouldBe(1);
        Queue.Left.ShouldBe(0);
    }

    [Fact]
    public async Task Crash_that_cannot_be_explained_is_one_all_the_same()
    {
        Guid run = Run();
        Server.Script("POST /logs/", ServerReply.Refused(500, "No."));

        await ObserveAsync(EcsEvents.Stopped(EcsEvents.Container("prefect", 1)));

        Server.StateNamesOf(run).ShouldBe(["Pending", "Crashed"]);
        Queue.Left.ShouldBe(0);
        Warnings.ShouldHaveSingleItem().ShouldContain("could not be written");
    }

    [Fact]
    public async Task Definition_is_deregistered_where_the_tag_asks_for_it()
    {
        Tag(new JsonObject { ["prefect.io/degregister-task-definition"] = "true" });
        Peer.On(Deregister, AwsReply.Json("{}"));

        await ObserveAsync(EcsEvents.Changed("RUNNING"), EcsEvents.Stopped(EcsEvents.Container("prefect", 0)));

        Peer.RequestsFor(Deregister).ShouldHaveSingleItem().Json.ShouldBeJson($$"""{"taskDefinition":"{{EcsEvents.DefinitionArn}}"}""");
        Server.Requests.ShouldBeEmpty();
        Queue.Left.ShouldBe(0);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("True")]
    public async Task Definition_stays_where_the_tag_says_something_else(string value)
    {
        Tag(new JsonObject { ["prefect.io/degregister-task-definition"] = value });

        await ObserveAsync(EcsEvents.Stopped(EcsEvents.Container("prefect", 0)));

        Peer.RequestsFor(Deregister).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("INACTIVE", 0)]
    [InlineData("ACTIVE", 1)]
    [InlineData(null, 0)]
    public async Task Definition_that_is_deregistered_already_is_fine(string? status, int left)
    {
        Tag(new JsonObject { ["prefect.io/degregister-task-definition"] = "true" });
        Peer.On(Deregister, AwsReply.Error("ClientException", "No."));
        if (status is not null)
        {
            Peer.On(DescribeDefinition, AwsReply.Json(
                new JsonObject { ["taskDefinition"] = new JsonObject { ["taskDefinitionArn"] = EcsEvents.DefinitionArn, ["status"] = status } }));
        }

        await ObserveAsync(EcsEvents.Stopped(EcsEvents.Container("prefect", 0)));

        Queue.Left.ShouldBe(left);
    }
}
