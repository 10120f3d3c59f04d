using System.Text.Json;

namespace Prefect.Cli.Tests;

public sealed class VariableCommandTests : IAsyncDisposable
{
    private readonly Tool _tool = new();

    [Fact]
    public async Task Set_get_and_unset_go_around()
    {
        (await _tool.RunAsync("variable", "set", "batch_size", "500", "--tag", "a", "--tag", "b")).ShouldBeDone();
        ToolResult got = await _tool.RunAsync("variable", "get", "batch_size");
        got.ShouldBeDone();
        got.Output.Trim().ShouldBe("500");
        (await _tool.RunAsync("variables", "unset", "batch_size")).ShouldBeDone();
        (await _tool.RunAsync("variable", "get", "batch_size")).ShouldFail("There is no variable 'batch_size'");
        (await _tool.RunAsync("variable", "delete", "batch_size")).ShouldFail("There is no variable 'batch_size'");
    }

    [Fact]
    public async Task A_value_that_is_no_JSON_is_a_text()
    {
        (await _tool.RunAsync("variable", "set", "word", "two words")).ShouldBeDone();
        (await _tool.RunAsync("variable", "get", "word")).Output.Trim().ShouldBe("\"two words\"");
        (await _tool.RunAsync("variable", "set", "shape", """{"a":[1,null]}""")).ShouldBeDone();
        JsonElement shape = JsonElement.Parse((await _tool.RunAsync("variable", "get", "shape")).Output);
        shape.GetProperty("a").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_variable_is_replaced_only_when_asked()
    {
        (await _tool.RunAsync("variable", "set", "mode", "slow")).ShouldBeDone();
        (await _tool.RunAsync("variable", "set", "mode", "fast")).ShouldFail("--overwrite");
        (await _tool.RunAsync("variable", "set", "mode", "fast", "--overwrite")).ShouldBeDone();
        (await _tool.RunAsync("variable", "get", "mode")).Output.Trim().ShouldBe("\"fast\"");
    }

    [Fact]
    public async Task Ls_and_inspect_show_them()
    {
        (await _tool.RunAsync("variable", "set", "a", "1", "--tag", "t")).ShouldBeDone();
        (await _tool.RunAsync("variable", "set", "b", "2")).ShouldBeDone();
        JsonElement all = JsonElement.Parse((await _tool.RunAsync("variable", "ls", "-o", "json")).Output);
        all.EnumerateArray().Select(one => one.GetProperty("name").GetString()).ShouldBe(["a", "b"]);
        JsonElement.Parse((await _tool.RunAsync("variable", "ls", "--limit", "1", "-o", "json")).Output).GetArrayLength().ShouldBe(1);
        JsonElement one = JsonElement.Parse((await _tool.RunAsync("variable", "inspect", "a", "-o", "json")).Output);
        (one.GetProperty("value").GetInt32(), one.GetProperty("tags")[0].GetString()).ShouldBe((1, "t"));
        (await _tool.RunAsync("variable", "ls")).Output.ShouldContain("Variables");
        (await _tool.RunAsync("variable", "inspect", "a")).Output.ShouldContain("Value");
        (await _tool.RunAsync("variable", "inspect", "nope")).ShouldFail("There is no variable 'nope'");
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("a b")]
    [InlineData("..")]
    public async Task Bad_names_are_wrong_usage(string name) =>
        (await _tool.RunAsync("variable", "set", name, "1")).ShouldBeWrongUsage("cannot be the name of a variable");

    [Fact]
    public async Task Bad_input_is_wrong_usage()
    {
        (await _tool.RunAsync("variable", "set", "a", new string('x', 6000))).ShouldBeWrongUsage("6002 characters");
        (await _tool.RunAsync("variable", "set", "a")).ShouldBeWrongUsage("variable set --help");
        (await _tool.RunAsync("variable", "ls", "--limit", "0")).ShouldBeWrongUsage("1 or more");
        (await _tool.RunAsync("variable", "frob")).ShouldBeWrongUsage("There are: ls, inspect, get, set, unset");
    }

    public ValueTask DisposeAsync() => _tool.DisposeAsync();
}
