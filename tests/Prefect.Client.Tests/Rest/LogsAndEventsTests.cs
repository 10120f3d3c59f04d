using System.Text.Json.Nodes;

namespace Prefect.Client.Tests;

public sealed class LogsAndEventsTests : ApiTest
{
    private static readonly DateTimeOffset s_time = new DateTimeOffset(2026, 11, 20, 17, 3, 56, TimeSpan.Zero).AddMicroseconds(178_261);

    [Fact]
    public async Task Logs_are_sent_as_Prefect_writes_them()
    {
        Guid run = Server.AddFlowRun("RUNNING");

        await Api().Logs.CreateAsync([new() { Name = "prefect.flow_runs", Level = 20, Message = "hello", Timestamp = s_time, FlowRunId = run }], Ct);

        Server.RequestsFor("POST /logs/").ShouldHaveSingleItem().Text.ShouldBe(
            $$"""[{"name":"prefect.flow_runs","level":20,"message":"hello","timestamp":"2026-11-20T17:03:56.178261Z","flow_run_id":"{{run}}","task_run_id":null}]""");
    }

    [Fact]
    public async Task Logs_are_found_by_run_level_and_time()
    {
        Guid run = Guid.NewGuid();
        PrefectApi api = Api();
        await api.Logs.CreateAsync([.. new[] { 10, 20, 30, 40 }.Select(level =>
            new ApiLogEntry { Name = "x", Level = level, Message = $"at {level}", Timestamp = s_time.AddSeconds(level), FlowRunId = run })], Ct);
        ApiLogFilter filter = new() { FlowRunId = new() { Any = [run] }, Level = new() { AtLeast = 20 }, Timestamp = new() { Before = s_time.AddSeconds(30) } };

        List<ApiLog> logs = [];
        await foreach (ApiLog log in api.Logs.ListAsync(filter, LogSort.TimestampDesc, Ct))
        {
            logs.Add(log);
        }

        logs.Select(log => log.Message).ShouldBe(["at 30", "at 20"]);
        logs[0].Timestamp.ShouldBe(s_time.AddSeconds(30));
    }

    [Fact]
    public async Task An_event_is_sent_as_Prefect_writes_it()
    {
        Guid id = Guid.CreateVersion7();
        ApiEvent sent = new()
        {
            Id = id,
            Occurred = s_time,
            Event = "prefect.ecs.task.stopped",
            Resource = new Dictionary<string, string> { ["prefect.resource.id"] = "prefect.flow-run.1" },
            Related = [new Dictionary<string, string> { ["prefect.resource.id"] = "prefect.flow.2", ["prefect.resource.role"] = "flow" }],
            Payload = new JsonObject { ["reason"] = "spot" },
        };

        PrefectApi api = Api();
        await api.Events.CreateAsync([sent], Ct);
        await api.Events.CreateAsync([sent], Ct);

        Server.RequestsFor("POST /events")[0].Text.ShouldBe(
            $$$"""[{"occurred":"2026-11-20T17:03:56.178261Z","event":"prefect.ecs.task.stopped","resource":{"prefect.resource.id":"prefect.flow-run.1"},"related":[{"prefect.resource.id":"prefect.flow.2","prefect.resource.role":"flow"}],"payload":{"reason":"spot"},"id":"{{{id}}}","follows":null}]""");
        Server.Events.ShouldHaveSingleItem()["id"]!.ToString().ShouldBe(id.ToString());
    }

    [Fact]
    public async Task An_event_without_the_labels_that_it_needs_is_refused_before_it_is_sent()
    {
        ApiEvent sent = new() { Occurred = s_time, Event = "x", Resource = new Dictionary<string, string>() };
        PrefectApi api = Api();

        ArgumentException error = await Should.ThrowAsync<ArgumentException>(() => api.Events.CreateAsync([sent], Ct));

        error.Message.ShouldContain("prefect.resource.id");
        Server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_to_send_sends_nothing()
    {
        PrefectApi api = Api();

        await api.Logs.CreateAsync([], Ct);
        await api.Events.CreateAsync([], Ct);

        Server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Health_and_versions_are_read()
    {
        PrefectApi api = Api();

        await api.Admin.CheckHealthAsync(Ct);
        (await api.Admin.ReadServerVersionAsync(Ct)).ShouldBe("3.8.3");
        (await api.Admin.ReadApiVersionAsync(Ct)).ShouldBe("0.8.4");
    }
}
