using System.Text.Json;
using Prefect.Flows;

namespace Prefect.Cli.Tests;

public sealed class LimitCommandTests : IAsyncDisposable
{
    private readonly Tool _tool = new();

    [Fact]
    public async Task A_global_limit_goes_around()
    {
        (await _tool.RunAsync("gcl", "create", "db", "--limit", "5", "--active-slots", "3", "--slot-decay-per-second", "0.5")).ShouldBeDone();
        JsonElement made = await InspectAsync("db");
        (made.GetProperty("limit").GetInt32(), made.GetProperty("slot_decay_per_second").GetDouble(), made.GetProperty("active").GetBoolean()).ShouldBe((5, 0.5, true));
        (await _tool.RunAsync("gcl", "update", "db", "--limit", "10", "--slot-decay-per-second", "0", "--active-slots", "0")).ShouldBeDone();
        made = await InspectAsync("db");
        (made.GetProperty("limit").GetInt32(), made.GetProperty("active_slots").GetDouble()).ShouldBe((10, 0));
        (await _tool.RunAsync("global-concurrency-limit", "disable", "db")).ShouldBeDone();
        (await InspectAsync("db")).GetProperty("active").GetBoolean().ShouldBeFalse();
        (await _tool.RunAsync("gcl", "disable", "db")).ShouldFail("disabled already");
        (await _tool.RunAsync("gcl", "enable", "db")).ShouldBeDone();
        JsonElement.Parse((await _tool.RunAsync("gcl", "ls", "-o", "json")).Output)[0].GetProperty("name").GetString().ShouldBe("db");
        (await _tool.RunAsync("gcl", "ls")).Output.ShouldContain("db");
        (await _tool.RunAsync("gcl", "inspect", "db")).Output.ShouldContain("Active slots");
        (await _tool.RunAsync("gcl", "delete", "db")).ShouldBeDone();
        (await _tool.RunAsync("gcl", "inspect", "db")).ShouldFail("There is no concurrency limit 'db'");
    }

    [Fact]
    public async Task A_limit_on_a_tag_goes_around()
    {
        (await _tool.RunAsync("concurrency-limit", "create", "db", "2")).ShouldBeDone();
        Guid run = Guid.NewGuid();
        ConcurrencyRequest request = new() { Names = ["tag:db"], Slots = 1, Holder = new ConcurrencyHolder("task_run", run) };
        await _tool.Runs.ConcurrencyLimits.AcquireAsync(request, TestContext.Current.CancellationToken);

        JsonElement limit = JsonElement.Parse((await _tool.RunAsync("concurrency-limit", "inspect", "db", "-o", "json")).Output);
        (limit.GetProperty("tag").GetString(), limit.GetProperty("concurrency_limit").GetInt32()).ShouldBe(("db", 2));
        limit.GetProperty("active_slots")[0].GetGuid().ShouldBe(run);
        (await _tool.RunAsync("concurrency-limit", "inspect", "db")).Output.ShouldContain(run.ToString());
        (await _tool.RunAsync("concurrency-limit", "reset", "db")).ShouldBeDone();
        JsonElement.Parse((await _tool.RunAsync("concurrency-limit", "ls", "-o", "json")).Output)[0].GetProperty("active_slots").GetArrayLength().ShouldBe(0);
        (await _tool.RunAsync("concurrency-limit", "create", "db", "7")).ShouldBeDone();
        (await _tool.RunAsync("concurrency-limit", "ls")).Output.ShouldContain("7");
        (await _tool.RunAsync("concurrency-limit", "delete", "db")).ShouldBeDone();
        (await _tool.RunAsync("concurrency-limit", "reset", "db")).ShouldFail("There is no concurrency limit for the tag 'db'");
        (await _tool.RunAsync("concurrency-limit", "delete", "db")).ShouldFail("There is no concurrency limit for the tag 'db'");
    }

    [Fact]
    public async Task A_limit_is_made_once()
    {
        (await _tool.RunAsync("gcl", "create", "db", "--limit", "1")).ShouldBeDone();
        (await _tool.RunAsync("gcl", "create", "db", "--limit", "1")).ShouldFail("There is a concurrency limit 'db' already");
    }

    [Fact]
    public async Task Bad_input_is_wrong_usage()
    {
        (await _tool.RunAsync("gcl", "create", "db")).ShouldBeWrongUsage("--limit");
        (await _tool.RunAsync("gcl", "create", "db", "--limit", "-1")).ShouldBeWrongUsage("limit");
        (await _tool.RunAsync("gcl", "create", "a/b", "--limit", "1")).ShouldBeWrongUsage("cannot be the name of a limit");
        (await _tool.RunAsync("gcl", "create", "db", "--limit", "many")).ShouldBeWrongUsage("many");
        (await _tool.RunAsync("gcl", "update", "db")).ShouldBeWrongUsage("Say what to change");
        (await _tool.RunAsync("gcl", "update", "db", "--enable", "--disable")).ShouldBeWrongUsage("not both");
        (await _tool.RunAsync("gcl", "update", "db", "--limit", "1")).ShouldFail("There is no concurrency limit 'db'");
        (await _tool.RunAsync("concurrency-limit", "create", " ", "1")).ShouldBeWrongUsage("The tag is empty");
        (await _tool.RunAsync("concurrency-limit", "create", "db", "-1")).ShouldBeWrongUsage("-1");
    }

    public ValueTask DisposeAsync() => _tool.DisposeAsync();

    private async Task<JsonElement> InspectAsync(string name)
    {
        ToolResult shown = await _tool.RunAsync("gcl", "inspect", name, "-o", "json");
        shown.ShouldBeDone();
        return JsonElement.Parse(shown.Output);
    }
}
