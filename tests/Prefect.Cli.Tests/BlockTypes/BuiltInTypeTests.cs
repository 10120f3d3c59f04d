using System.Text.Json;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Cli.Tests;

public sealed class BuiltInTypeTests
{
    [Fact]
    public async Task All_are_registered_at_once_and_again()
    {
        await using Tool tool = new();
        int count = BlockManifest.Of(typeof(Block).Assembly).Blocks.Count;

        (await tool.RunAsync("block", "register", "--builtin")).Output.ShouldStartWith($"Registered {count} block types of Prefect.Blocks.");
        (await tool.RunAsync("block", "register", "--builtin")).ShouldBeDone();
    }

    [Fact]
    public async Task One_is_registered_by_its_first_block()
    {
        await using Tool tool = new();
        Canary value = Canary.Generate("value");
        tool.Input = new System.Text.Json.Nodes.JsonObject
        {
            ["name"] = "mine",
            ["data"] = new System.Text.Json.Nodes.JsonObject { ["value"] = value.Value },
        }.ToJsonString();

        (await tool.RunAsync("block", "create", "secret", "--from", "-")).ShouldBeDone();

        (await tool.Store.FindTypeAsync("secret", TestContext.Current.CancellationToken)).ShouldNotBeNull();
        (await tool.RunAsync("block", "inspect", "secret/mine")).Output.ShouldContain("│ value      │ ********");
        await tool.RunAsync("block", "inspect", "secret/mine", "-o", "json");
        new LeakSweep(value).AssertClean(tool.Printed);
    }

    [Fact]
    public async Task The_form_takes_a_secret_of_any_json()
    {
        await using Tool tool = new() { IsTerminal = true, Input = "{\"a\": [1, 2]}\n" };

        (await tool.RunAsync("block", "create", "secret", "--name", "mine")).ShouldBeDone();

        BlockDocument document = (await tool.Store.FindAsync("secret", "mine", SecretHandling.Reveal, TestContext.Current.CancellationToken))!;
        using JsonDocument json = JsonDocument.Parse(document.Data);
        json.RootElement.GetProperty("value").GetRawText().Replace(" ", "", StringComparison.Ordinal).ShouldBe("""{"a":[1,2]}""");
    }

    [Fact]
    public async Task One_without_a_service_cannot_be_checked()
    {
        await using Tool tool = new() { Input = """{"name": "mine", "data": {"value": "a-long-secret"}}""" };
        (await tool.RunAsync("block", "create", "secret", "--from", "-")).ShouldBeDone();

        (await tool.RunAsync("block", "check", "secret/mine")).ShouldFail("cannot be checked");
    }

    [Fact]
    public async Task A_type_of_the_system_cannot_be_deleted()
    {
        await using Tool tool = new();
        (await tool.RunAsync("block", "register", "--builtin")).ShouldBeDone();

        (await tool.RunAsync("block", "type", "delete", "secret")).ShouldFail("belongs to the system");
    }
}
