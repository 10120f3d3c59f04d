namespace Prefect.Cli.Tests;

public sealed class RegisterTests
{
    [Fact]
    public async Task Registering_a_file_prints_count_names_and_what_to_do_next()
    {
        await using Tool tool = new();

        ToolResult result = await tool.RunAsync("block", "register", "--file", Acme.Compile(tool.Beside));

        result.ShouldBeDone();
        result.Output.ShouldBe(
            """
            Registered 2 block types of Acme.Blocks.
            ┌───────────────────┐
            │ Registered Blocks │
            ├───────────────────┤
            │ Acme Credentials  │
            │ Acme Bucket       │
            └───────────────────┘
            To create a block: dotnet prefect block create acme-bucket

            """);
        result.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Registering_twice_answers_alike_and_leaves_one_of_each()
    {
        await using Tool tool = new();
        string file = Acme.Compile(tool.Beside);

        ToolResult first = await tool.RunAsync("block", "register", "-f", file);
        ToolResult second = await tool.RunAsync("block", "register", "-f", file);

        second.ShouldBe(first);
        string types = (await tool.RunAsync("block", "type", "ls", "-o", "json")).Output;
        types.Split("\"slug\": \"acme-bucket\"").Length.ShouldBe(2);
    }
}
