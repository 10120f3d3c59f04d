using System.Text.Json;
using Prefect.Blocks;

namespace Prefect.Cli.Tests;

public sealed class BlockTypeTests
{
    [Theory]
    [InlineData("block", "type", "ls")]
    [InlineData("blocks", "types", "ls")]
    public async Task Types_are_listed_with_their_first_sentence_and_what_to_type(params string[] command)
    {
        await using Tool tool = new();
        await tool.RegisterAcmeAsync();

        string output = (await tool.RunAsync(command)).Output;

        string line = output.Split('\n').Single(line => line.StartsWith("│ acme-credentials ", StringComparison.Ordinal));
        line.ShouldContain("│ Signs in to Acme. ");
        line.ShouldNotContain("Needs a token");
        output.ShouldContain(" dotnet prefect block create acme-bucket ");
        output.IndexOf("│ acme-bucket ", StringComparison.Ordinal).ShouldBeLessThan(output.IndexOf("│ acme-credentials ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Json_of_the_list_is_flat_for_each_type()
    {
        await using Tool tool = new();
        await tool.RegisterAcmeAsync();

        using JsonDocument json = JsonDocument.Parse((await tool.RunAsync("block", "type", "ls", "-o", "json")).Output);

        JsonElement type = json.RootElement.EnumerateArray().Single(type => type.GetProperty("slug").GetString() == "acme-credentials");
        type.EnumerateObject().Select(member => member.Name).ShouldBe(
            ["slug", "name", "logo_url", "documentation_url", "description", "code_example", "is_protected", "schema"]);
        type.GetProperty("schema").EnumerateObject().Select(member => member.Name).ShouldBe(["checksum", "version", "capabilities", "fields"]);
    }

    [Fact]
    public async Task A_type_is_shown_with_its_schema_and_what_is_required()
    {
        await using Tool tool = new();
        await tool.RegisterAcmeAsync();

        (await tool.RunAsync("block", "type", "inspect", "acme-credentials")).Output.ShouldBe(
            """
                                                   acme-credentials
            ┌───────────────────┬─────────────────────────────────────────────────────────────────────────┐
            │ Slug              │ acme-credentials                                                        │
            │ Name              │ Acme Credentials                                                        │
            │ Logo URL          │                                                                         │
            │ Documentation URL │ https://acme.example/credentials                                        │
            │ Description       │ Signs in to Acme. Needs a token.                                        │
            │ Code Example      │ await AcmeCredentials.LoadAsync("main");                                │
            │ Protected         │ no                                                                      │
            │ Capabilities      │                                                                         │
            │ Schema Version    │ 1.2.3                                                                   │
            │ Schema Checksum   │ sha256:aaaa000000000000000000000000000000000000000000000000000000000000 │
            └───────────────────┴─────────────────────────────────────────────────────────────────────────┘
                       Schema Properties
            ┌────────┬────────────────────────────┐
            │ Name   │ Schema                     │
            ├────────┼────────────────────────────┤
            │ user   │ title: User                │
            │        │ type: string               │
            │        │ description: Who signs in. │
            │        │ required: true             │
            │ token  │ title: Token               │
            │        │ type: string               │
            │        │ format: password           │
            │        │ writeOnly: true            │
            │        │ required: true             │
            │ region │ title: Region              │
            │        │ type: string               │
            │        │ default: eu                │
            └────────┴────────────────────────────┘

            """);
    }

    [Fact]
    public async Task Definitions_are_shown_where_there_are_any()
    {
        await using Tool tool = new();
        await tool.RegisterAcmeAsync();

        (await tool.RunAsync("block", "type", "inspect", "acme-bucket")).Output.ShouldContain("Schema Definitions");
    }

    [Fact]
    public async Task Json_of_a_type_is_the_object_of_the_list()
    {
        await using Tool tool = new();
        await tool.RegisterAcmeAsync();

        using JsonDocument one = JsonDocument.Parse((await tool.RunAsync("block", "type", "inspect", "acme-bucket", "-o", "json")).Output);
        using JsonDocument all = JsonDocument.Parse((await tool.RunAsync("block", "type", "ls", "-o", "json")).Output);

        all.RootElement.EnumerateArray().ShouldContain(type => JsonElement.DeepEquals(type, one.RootElement));
    }

    [Fact]
    public async Task An_unknown_type_is_refused_with_those_there_are()
    {
        await using Tool tool = new();
        await tool.RegisterAcmeAsync();

        (await tool.RunAsync("block", "type", "inspect", "nothing")).ShouldFail("acme-bucket");
        (await tool.RunAsync("block", "type", "inspect", "")).ShouldFail("No block type ''");
        (await tool.RunAsync("block", "type", "delete", "nothing")).ShouldFail("No block type 'nothing' is registered");
        (await tool.RunAsync("block", "type", "delete", "")).ShouldBeWrongUsage("Name the block type");
    }

    [Fact]
    public async Task Deleting_a_type_asks_at_a_terminal_only()
    {
        await using Tool tool = new() { IsTerminal = true, Input = "no\n" };
        await tool.RegisterAcmeAsync();

        (await tool.RunAsync("block", "type", "delete", "acme-bucket")).ShouldFail("Nothing was deleted.");
        tool.IsTerminal = false;
        (await tool.RunAsync("block", "type", "delete", "acme-bucket")).Output.ShouldBe("Deleted the block type 'acme-bucket'.\n");
    }

    [Fact]
    public async Task A_type_of_the_system_cannot_be_deleted()
    {
        await using Tool tool = new();
        string manifest = Acme.Manifest.Replace("\"is_protected\":false", "\"is_protected\":true", StringComparison.Ordinal);
        (await tool.RunAsync("block", "register", "-f", Compiled.Trap(tool.Beside, "Protected", manifest))).ShouldBeDone();

        (await tool.RunAsync("block", "type", "delete", "acme-credentials")).ShouldFail("belongs to the system");
    }

    [Fact]
    public async Task Built_in_types_need_no_registering()
    {
        await using Tool tool = new();

        string json = (await tool.RunAsync("block", "type", "ls", "-o", "json")).Output;

        foreach (BlockTypeManifest type in BlockManifest.Of(typeof(Block).Assembly).Blocks)
        {
            json.ShouldContain($"\"slug\": \"{type.Slug}\"");
            (await tool.RunAsync("block", "type", "inspect", type.Slug)).ShouldBeDone();
        }
    }
}
