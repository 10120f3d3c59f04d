using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests.Ecs;

public sealed class EcsObserverCrashTests : EcsObserverTest
{
    [Fact]
    public async Task Run_whose_container_failed_crashes_and_the_message_is_deleted()
    {
        Guid run = Run("RUNNING");

        await ObserveAsync(EcsEvents.Stopped(EcsEvents.Container("prefect", 137), EcsEvents.Container("sidecar", 0)));

        Server.StateNamesOf(run).ShouldBe(["Running", "Crashed"]);
        Server.FindFlowRun(run)!["state"]!["message"]!.ToString().ShouldBe("The container of the run did not end with success: 'prefect' has the exit code 137.");
        Queue.Left.ShouldBe(0);
        Peer.RequestsFor(ScriptedQueue.DeleteMessage).ShouldHaveSingleItem().Json.ShouldBeJson(
            $$"""{"QueueUrl":"{{ScriptedQueue.Address}}","ReceiptHandle":"receipt-1"}""");
        JsonObject line = Server.Logs.ShouldHaveSingleItem();
        line["flow_run_id"]!.ToString().ShouldBe(run.ToString());
        line["name"]!.ToString().ShouldBe("prefect.flow_runs.observer");
        line["level"]!.GetValue<int>().ShouldBe(40);
        line["message"]!.ToString().ShouldContain("raise memory");
        Peer.RequestsFor(GetLogEvents).ShouldBeEmpty();
        Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, 1, "Pending")]
    [InlineData(1, 0, "Pending,Crashed")]
    [InlineData(null, 0, "Pending,Crashed")]
    public async Task Only_the_container_called_prefect_counts_where_there_is_one(int? own, int? other, string states)
    {
        Guid run = Run();

        await ObserveAsync(EcsEvents.Stopped(EcsEvents.Container("sidecar", other), EcsEvents.Container("prefect", own)));

        string.Join(',', Server.StateNamesOf(run)).ShouldBe(states);
        Queue.Left.ShouldBe(0);
    }

    [Theory]
    [InlineData(0, 0, "Pending")]
    [InlineData(0, 3, "Pending,Crashed")]
    [InlineData(0, null, "Pending,Crashed")]
    public async Task Any_container_counts_where_none_is_called_prefect(int? first, int? second, string states)
    {
        Guid run = Run();

        await ObserveAsync(EcsEvents.Stopped(EcsEvents.Container("app", first), EcsEvents.Container("sidecar", second)));

        string.Join(',', Server.StateNamesOf(run)).ShouldBe(states);
        Peer.RequestsFor(GetLogEvents).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("TaskFailedToStart", "Pending,Crashed")]
    [InlineData("UserInitiated", "Pending")]
    public async Task Task_without_containers_that_could_not_be_started_is_a_crash(string stopCode, string states)
    {
        Guid run = Run();

        await ObserveAsync(EcsEvents.Stopped().With("stopCode", stopCode).With("stoppedReason", "CannotPullContainerError: no such image"));

        string.Join(',', Server.StateNamesOf(run)).ShouldBe(states);
        Queue.Left.ShouldBe(0);
        if (states.EndsWith("Crashed", StringComparison.Ordinal))
        {
            Server.FindFlowRun(run)!["state"]!["message"]!.ToString().ShouldContain("CannotPullContainerError: no such image");
        }
    }

    [Theory]
    [InlineData("COMPLETED")]
    [InlineData("FAILED")]
    [InlineData("CANCELLED")]
    [InlineData("CRASHED")]
    [InlineData("SCHEDULED")]
    [InlineData("PAUSED")]
    public async Task Run_that_ended_or_waits_is_left_alone(string stateType)
    {
        Guid run = Run(stateType);

        await ObserveAsync(EcsEvents.Stopped(EcsEvents.Container("prefect", 1)));

        Server.RequestsFor(SetState).ShouldBeEmpty();
        Server.StateNamesOf(run).Count.ShouldBe(1);
        Server.Logs.ShouldBeEmpty();
        Queue.Left.ShouldBe(0);
    }

    [Theory]
    [InlineData("ABORT")]
    [InlineData("REJECT")]
    public async Task What_the_server_decides_otherwise_is_let_be(string status)
    {
        Guid run = Run();
        JsonNode? state = status == "REJECT" ? Server.FindFlowRun(run)!["state"]!.DeepClone() : null;
        Server.Script(SetState, ServerReply.Json(new JsonObject
        {
            ["status"] = status,
            ["state"] = state,
            ["details"] = new JsonObject { ["type"] = status.ToLowerInvariant() + "_details", ["reason"] = "Not now." },
        }));

        await ObserveAsync(EcsEvents.Stopped(EcsEvents.Container("prefect", 1)));

        Server.StateNamesOf(run).ShouldBe(["Pending"]);
        Server.Logs.ShouldBeEmpty();
        Queue.Left.ShouldBe(0);
        Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task State_is_proposed_again_when_the_server_says_wait()
    {
        Guid run = Run();
        ServerReply wait = ServerReply.Json(JsonNode.Parse("""{"status":"WAIT","state":null,"details":{"type":"wait_details","delay_seconds":0,"reason":"Wait."}}"""));
        Server.Script(SetState, wait, wait);

        await ObserveAsync(EcsEvents.Stopped(EcsEvents.Container("prefect", 1)));

        Server.StateNamesOf(run).ShouldBe(["Pending", "Crashed"]);
        Server.RequestsFor(SetState).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Message_comes_again_when_the_server_says_to_wait_for_long()
    {
        Guid run = Run();
        Server.Script(SetState, ServerReply.Json(JsonNode.Parse("""{"status":"WAIT","state":null,"details":{"type":"wait_details","delay_seconds":3600,"reason":"Wait."}}""")));

        await ObserveAsync(EcsEvents.Stopped(EcsEvents.Container("prefect", 1)));
        Queue.Left.ShouldBe(1);
        Queue.ComeAgain();
        await ObserveAsync(Observer());

        Server.StateNamesOf(run).ShouldBe(["Pending", "Crashed"]);
        Queue.Left.ShouldBe(0);
    }

    [Fact]
    public async Task Run_that_is_not_there_is_passed_over()
    {
        Tag(new JsonObject { ["prefect.io/flow-run-id"] = Guid.NewGuid().ToString() });

        await ObserveAsync(EcsEvents.Changed("PENDING"), EcsEvents.Stopped(EcsEvents.Container("prefect", 1)));

        Queue.Left.ShouldBe(0);
        Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_that_goes_away_meanwhile_is_passed_over()
    {
        Run();
        Server.Script(SetState, ServerReply.Refused(404, "Flow run not found"));

        await ObserveAsync(EcsEvents.Stopped(EcsEvents.Container("prefect", 1)));

        Queue.Left.ShouldBe(0);
        Server.Logs.ShouldBeEmpty();
    }

    [Fact]
    public async Task Late_event_of_a_task_that_the_run_is_no_longer_in_is_passed_over()
    {
        Guid run = Run("RUNNING", new JsonObject { ["infrastructure_pid"] = $"jobs::{EcsEvents.TaskArn("ffffffffffffffffffffffffffffffff")}" });

        await ObserveAsync(EcsEvents.Stopped(EcsEvents.Container("prefect", 1)));

        Server.StateNamesOf(run).ShouldBe(["Running"]);
        Queue.Left.ShouldBe(0);
    }

    [Theory]
    [InlineData("jobs::arn:aws:ecs:eu-central-1:123456789012:task/jobs/0123456789abcdef0123456789abcdef", 0)]
    [InlineData("jobs::arn:aws:ecs:eu-central-1:123456789012:task/jobs/ffffffffffffffffffffffffffffffff", 10)]
    [InlineData("no identifier", 0)]
    public async Task Event_of_the_runs_own_task_counts_and_one_that_is_younger_than_the_runs_state(string infrastructure, int secondsLater)
    {
        Guid run = Run("RUNNING", new JsonObject { ["infrastructure_pid"] = infrastructure });
        JsonObject change = EcsEvents.Stopped(EcsEvents.Container("prefect", 1));
        change["time"] = EcsEvents.Time.AddSeconds(secondsLater).ToString("O");

        await ObserveAsync(change);

        Server.StateNamesOf(run).ShouldBe(["Running", "Crashed"]);
    }
}
