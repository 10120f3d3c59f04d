using System.Text.Json;
using Prefect.Testing;

namespace Prefect.Cli.Tests;

public sealed class ListAndInspectTests
{
    private readonly Canary _token = Canary.Generate("token");

    [Fact]
    public async Task Blocks_are_listed_by_slug_and_name()
    {
        await using Tool tool = await WithBlocksAsync();
        Guid beta = await IdAsync(tool, "beta");
        Guid alpha = await IdAsync(tool, "alpha");

        (await tool.RunAsync("block", "ls")).Output.ShouldBe(
            $"""
                                                       Blocks
            ┌──────────────────────────────────────┬──────────────────┬───────┬────────────────────────┐
            │ ID                                   │ Type             │ Name  │ Slug                   │
            ├──────────────────────────────────────┼──────────────────┼───────┼────────────────────────┤
            │ {alpha} │ Acme Credentials │ alpha │ acme-credentials/alpha │
            │ {beta} │ Acme Credentials │ beta  │ acme-credentials/beta  │
            └──────────────────────────────────────┴──────────────────┴───────┴────────────────────────┘
            To list block types: dotnet prefect block type ls

            """);
    }

    [Fact]
    public async Task Json_of_the_list_has_ids_names_types_and_times()
    {
        await using Tool tool = await WithBlocksAsync();

        using JsonDocument json = JsonDocument.Parse((await tool.RunAsync("blocks", "ls", "--output", "json")).Output);

        json.RootElement.GetArrayLength().ShouldBe(2);
        json.RootElement[0].EnumerateObject().Select(member => member.Name)
            .ShouldBe(["id", "name", "block_type_slug", "block_type_name", "created", "updated"]);
    }

    [Fact]
    public async Task A_block_is_shown_with_its_secrets_masked()
    {
        await using Tool tool = await WithBlocksAsync();
        Guid id = await IdAsync(tool, "alpha");

        string expected =
            $"""
                           acme-credentials/alpha
            ┌────────────┬──────────────────────────────────────┐
            │ Block Type │ Acme Credentials                     │
            │ Block id   │ {id} │
            │ user       │ ada                                  │
            │ token      │ ********                             │
            └────────────┴──────────────────────────────────────┘

            """;
        (await tool.RunAsync("block", "inspect", "acme-credentials/alpha")).Output.ShouldBe(expected);
        (await tool.RunAsync("block", "inspect", "--id", id.ToString())).Output.ShouldBe(expected);
        new LeakSweep(_token).AssertClean(tool.Printed);
    }

    [Fact]
    public async Task Json_of_a_block_holds_its_data_masked()
    {
        await using Tool tool = await WithBlocksAsync();

        using JsonDocument json = JsonDocument.Parse((await tool.RunAsync("block", "inspect", "acme-credentials/alpha", "-o", "json")).Output);

        json.RootElement.GetProperty("data").GetRawText().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal)
            .ShouldBe("""{"user":"ada","token":"********"}""");
        json.RootElement.GetProperty("block_type_slug").GetString().ShouldBe("acme-credentials");
    }

    [Theory]
    [InlineData("inspect")]
    [InlineData("delete")]
    [InlineData("check")]
    public async Task A_block_is_named_once_and_rightly(string command)
    {
        await using Tool tool = await WithBlocksAsync();

        (await tool.RunAsync("block", command)).ShouldBeWrongUsage("Name the block: SLUG/NAME");
        (await tool.RunAsync("block", command, "no-slash")).ShouldBeWrongUsage("does not name a block");
        (await tool.RunAsync("block", command, "/name")).ShouldBeWrongUsage("does not name a block");
        (await tool.RunAsync("block", command, "slug/")).ShouldBeWrongUsage("does not name a block");
        (await tool.RunAsync("block", command, "--id", "17")).ShouldBeWrongUsage("'17' is no id");
        (await tool.RunAsync("block", command, "a/b", "--id", Guid.Empty.ToString())).ShouldBeWrongUsage("Name the block once");
        (await tool.RunAsync("block", command, "acme-credentials/gamma")).ShouldFail("There is no block 'acme-credentials/gamma'");
        (await tool.RunAsync("block", command, "--id", Guid.Empty.ToString())).ShouldFail("There is no block with the id");
    }

    [Fact]
    public async Task Deleting_without_a_terminal_does_not_ask()
    {
        await using Tool tool = await WithBlocksAsync();

        (await tool.RunAsync("block", "delete", "acme-credentials/alpha")).Output.ShouldBe("Deleted the block 'acme-credentials/alpha'.\n");
        (await tool.RunAsync("block", "inspect", "acme-credentials/alpha")).ShouldFail("There is no block");
    }

    [Theory]
    [InlineData("n\n")]
    [InlineData("\n")]
    [InlineData("")]
    public async Task Deleting_at_a_terminal_takes_a_yes(string answer)
    {
        await using Tool tool = await WithBlocksAsync();
        tool.IsTerminal = true;
        tool.Input = answer;

        (await tool.RunAsync("block", "delete", "acme-credentials/alpha")).ShouldFail("Nothing was deleted.");
        tool.Input = "y\n";
        (await tool.RunAsync("block", "delete", "acme-credentials/alpha")).ShouldBeDone();
    }

    [Fact]
    public async Task No_prompt_keeps_from_asking()
    {
        await using Tool tool = await WithBlocksAsync();
        tool.IsTerminal = true;

        (await tool.RunAsync("--no-prompt", "block", "delete", "acme-credentials/alpha")).ShouldBeDone();
        tool.Variables["PREFECT_CLI_PROMPT"] = "false";
        (await tool.RunAsync("block", "delete", "acme-credentials/beta")).ShouldBeDone();
    }

    [Fact]
    public async Task A_new_key_moves_every_block()
    {
        await using Tool tool = await WithBlocksAsync();

        (await tool.RunAsync("block", "rekey")).Output.ShouldStartWith("Moved 2 blocks to the key ");
        using JsonDocument json = JsonDocument.Parse((await tool.RunAsync("block", "rekey", "--retire", "-o", "json")).Output);

        json.RootElement.GetProperty("moved").GetInt32().ShouldBe(2);
        json.RootElement.GetProperty("retired").GetArrayLength().ShouldBeGreaterThan(0);
        (await tool.RunAsync("block", "inspect", "acme-credentials/alpha")).ShouldBeDone();
    }

    private async Task<Tool> WithBlocksAsync()
    {
        Tool tool = new();
        await tool.RegisterAcmeAsync();
        foreach (string name in (string[])["beta", "alpha"])
        {
            tool.Input = Acme.Credentials(_token, name);
            (await tool.RunAsync("block", "create", "acme-credentials", "--from", "-")).ShouldBeDone();
        }

        return tool;
    }

    private static async Task<Guid> IdAsync(Tool tool, string name) =>
        (await tool.Store.FindAsync("acme-credentials", name, Prefect.Blocks.SecretHandling.Mask, TestContext.Current.CancellationToken))!.Id;
}
