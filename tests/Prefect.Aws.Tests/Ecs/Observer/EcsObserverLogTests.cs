using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests.Ecs;

public sealed class EcsObserverLogTests : EcsObserverTest
{
    private static JsonObject Crash => EcsEvents.Stopped(EcsEvents.Container("prefect", 1));

    [Fact]
    public async Task What_the_container_printed_is_copied_to_a_run_that_never_ran()
    {
        Guid run = Run();
        Define("prefect");
        Print("Traceback", "ModuleNotFoundError: No module named 'app'");

        await ObserveAsync(Crash);

        Peer.RequestsFor(GetLogEvents).ShouldHaveSingleItem().Json.ShouldBeJson(
            """
            {"logGroupName":"/ecs/prefect","logStreamName":"pool/prefect/0123456789abcdef0123456789abcdef","startFromHead":false,"limit":500}
            """);
        Peer.RequestsFor(GetLogEvents)[0].Signature.Region.ShouldBe("us-east-1");
        Server.Logs.Select(line => line["message"]!.ToString()).Take(2).ShouldBe(["Traceback", "ModuleNotFoundError: No module named 'app'"]);
        Server.Logs.Select(line => line["level"]!.GetValue<int>()).ShouldBe([20, 20, 40]);
        Server.Logs[0]["timestamp"]!.ToString().ShouldStartWith("2025-11-20T12:00:00");
        Server.Logs.ShouldAllBe(line => line["flow_run_id"]!.ToString() == run.ToString());
        Server.RequestsFor("POST /logs/").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_is_copied_where_the_settings_say_so_and_as_much_as_they_say()
    {
        Run();
        Define("prefect");
        Print("a");

        await ObserveAsync(Settings with { ForwardCrashedRunLogs = false }, Crash.ToJsonString());
        Peer.RequestsFor(GetLogEvents).ShouldBeEmpty();
        Run();
        await ObserveAsync(Settings with { ForwardCrashedRunLogsMaxEvents = 7 }, Crash.ToJsonString());

        Peer.RequestsFor(GetLogEvents).ShouldHaveSingleItem().Json["limit"].ShouldBeJson("7");
    }

    [Theory]
    [InlineData("RUNNING", null)]
    [InlineData("PENDING", "2026-11-20T11:00:00Z")]
    public async Task Nothing_is_copied_to_a_run_that_ran(string stateType, string? startTime)
    {
        Guid run = Run(stateType);
        Define("prefect");
        Print("a");
        if (startTime is not null)
        {
            JsonObject known = Server.FindFlowRun(run)!;
            known["start_time"] = startTime;
            Server.Script(ReadRun, ServerReply.Json(known));
        }

        await ObserveAsync(Crash);

        Peer.RequestsFor(GetLogEvents).ShouldBeEmpty();
        Server.Logs.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Only_container_is_the_runs_whatever_it_is_called()
    {
        Run();
        Define("app", "sidecar");
        Print("a");

        await ObserveAsync(EcsEvents.Stopped(EcsEvents.Container("app", 1)));

        Peer.RequestsFor(GetLogEvents).ShouldHaveSingleItem().Json["logStreamName"]!.ToString().ShouldStartWith("pool/app/");
    }

    [Theory]
    [InlineData("prefect", "sidecar,prefect")]
    [InlineData("app", "app")]
    [InlineData(null, "app,sidecar")]
    public async Task Container_of_a_task_that_was_never_started_is_the_definitions(string? copied, string containers)
    {
        Run();
        Define(containers.Split(','));
        Print("a");

        await ObserveAsync(EcsEvents.Stopped().With("stopCode", "TaskFailedToStart"));

        Peer.RequestsFor(GetLogEvents).Select(request => request.Json["logStreamName"]!.ToString().Split('/')[1])
            .ShouldBe(copied is null ? [] : [copied]);
    }

    [Theory]
    [InlineData("definition")]
    [InlineData("driver")]
    [InlineData("refused")]
    [InlineData("absent")]
    public async Task Log_that_cannot_be_read_keeps_no_crash_from_being_told(string fault)
    {
        Guid run = Run();
        Define("prefect");
        Print("a");
        switch (fault)
        {
            case "definition":
                Peer.On(DescribeDefinition, AwsReply.Error("AccessDeniedException"));
                break;
            case "driver":
                Peer.On(DescribeDefinition, AwsReply.Json(new JsonObject
                {
                    ["taskDefinition"] = new JsonObject { ["taskDefinitionArn"] = EcsEvents.DefinitionArn, ["containerDefinitions"] = new JsonArray(new JsonObject { ["name"] = "prefect" }) },
                }));
                break;
            case "refused":
                Peer.On(GetLogEvents, AwsReply.Error("AccessDeniedException"));
                break;
            default:
                Peer.On(GetLogEvents, AwsReply.Error("ResourceNotFoundException"));
                break;
        }

        await ObserveAsync(Crash);

        Server.StateNamesOf(run).ShouldBe(["Pending", "Crashed"]);
        Server.Logs.Count.ShouldBe(1);
        Queue.Left.ShouldBe(0);
        Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Secrets_that_were_printed_are_masked()
    {
        Canary secret = Canary.Generate("a password");
        Blocks.SecretMasker.Add(secret.Value);
        Run();
        Define("prefect");
        Print($"password={secret.Value}");

        await ObserveAsync(Crash);

        Server.Logs.Count.ShouldBe(2);
        Server.RequestsFor("POST /logs/").ShouldAllBe(request => !request.Text.Contains(secret.Value));
    }

    [Fact]
    public async Task Much_is_copied_in_pieces_that_a_server_takes()
    {
        Run();
        Define("prefect");
        Print([.. Enumerable.Range(0, 20).Select(number => $"{number} " + new string('x', 100_000)), new string('y', 900_000)]);

        await ObserveAsync(Crash);

        Server.Logs.Count.ShouldBe(22);
        Server.Logs[19]["message"]!.ToString().ShouldStartWith("19 x");
        Server.RequestsFor("POST /logs/").Count.ShouldBeGreaterThan(3);
        Server.RequestsFor("POST /logs/").ShouldAllBe(request => request.Text.Length < 1_000_000);
    }

    private void Define(params IEnumerable<string> containers) => Peer.On(DescribeDefinition, AwsReply.Json(new JsonObject
    {
        ["taskDefinition"] = new JsonObject
        {
            ["taskDefinitionArn"] = EcsEvents.DefinitionArn,
            ["status"] = "ACTIVE",
            ["containerDefinitions"] = new JsonArray([.. containers.Select(name => new JsonObject
            {
                ["name"] = name,
                ["logConfiguration"] = new JsonObject
                {
                    ["logDriver"] = "awslogs",
                    ["options"] = new JsonObject { ["awslogs-group"] = "/ecs/prefect", ["awslogs-stream-prefix"] = "pool", ["awslogs-region"] = "us-east-1" },
                },
            })]),
        },
    }));

    private void Print(params IEnumerable<string> lines) => Peer.On(GetLogEvents, AwsReply.Json(new JsonObject
    {
        ["events"] = new JsonArray([.. lines.Select((line, index) => new JsonObject { ["timestamp"] = 1763640000000 + index, ["message"] = line })]),
    }));
}
