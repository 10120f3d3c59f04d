using System.Text.Json;
using Prefect.Flows;

namespace Prefect.Cli.Tests;

public sealed class ArtifactCommandTests : IAsyncDisposable
{
    private readonly Tool _tool = new();

    [Fact]
    public async Task Ls_shows_the_last_version_or_all()
    {
        await MakeAsync("report", "one");
        await MakeAsync("report", "two");
        await MakeAsync(null, "alone");
        JsonElement last = JsonElement.Parse((await _tool.RunAsync("artifact", "ls", "-o", "json")).Output);
        last.EnumerateArray().Select(one => one.GetProperty("data").GetString()).ShouldBe(["two", "alone"], ignoreOrder: true);
        JsonElement.Parse((await _tool.RunAsync("artifact", "ls", "--all", "-o", "json")).Output).GetArrayLength().ShouldBe(3);
        JsonElement.Parse((await _tool.RunAsync("artifact", "ls", "--all", "--limit", "2", "-o", "json")).Output).GetArrayLength().ShouldBe(2);
        (await _tool.RunAsync("artifact", "ls")).Output.ShouldContain("report");
    }

    [Fact]
    public async Task Inspect_shows_the_history_of_a_key()
    {
        await MakeAsync("report", "one");
        await MakeAsync("report", "two");
        JsonElement history = JsonElement.Parse((await _tool.RunAsync("artifact", "inspect", "report", "-o", "json")).Output);
        history.EnumerateArray().Select(one => one.GetProperty("data").GetString()).ShouldBe(["two", "one"]);
        (await _tool.RunAsync("artifact", "inspect", "report")).Output.ShouldContain("two");
        (await _tool.RunAsync("artifact", "inspect", "nope")).ShouldFail("There is no artifact with the key 'nope'");
    }

    [Fact]
    public async Task Delete_takes_a_key_or_an_id()
    {
        await MakeAsync("report", "one");
        await MakeAsync("report", "two");
        Guid id = await MakeAsync("other", "three");
        (await _tool.RunAsync("artifact", "delete", "report")).Output.ShouldContain("2 artifacts");
        (await _tool.RunAsync("artifact", "delete", "--id", id.ToString())).ShouldBeDone();
        (await _tool.RunAsync("artifact", "delete", "--id", id.ToString())).ShouldFail("There is no artifact with the id");
        (await _tool.RunAsync("artifact", "delete", "report")).ShouldFail("There is no artifact with the key 'report'");
    }

    [Fact]
    public async Task Bad_input_is_wrong_usage()
    {
        (await _tool.RunAsync("artifact", "delete")).ShouldBeWrongUsage("KEY or --id");
        (await _tool.RunAsync("artifact", "delete", "a", "--id", Guid.NewGuid().ToString())).ShouldBeWrongUsage("KEY or --id");
        (await _tool.RunAsync("artifact", "delete", "--id", "nonsense")).ShouldBeWrongUsage("is no id");
    }

    public ValueTask DisposeAsync() => _tool.DisposeAsync();

    private async Task<Guid> MakeAsync(string? key, string text)
    {
        using IDisposable use = RunStore.Use(_tool.Runs);
        return await Flows.Artifacts.CreateMarkdownAsync(text, key, cancellationToken: TestContext.Current.CancellationToken);
    }
}
