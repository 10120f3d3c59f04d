using Prefect.Blocks;

namespace Prefect.Cli;

/// <summary><c>block ls</c>.</summary>
internal sealed class ListBlocksCommand : CliCommand
{
    public ListBlocksCommand(CliHost host)
        : base("ls", "List the blocks that have a name.", host)
    {
        Aliases.Add("list");
        AddOutput();
    }

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        List<BlockDocumentSummary> blocks = [];
        await foreach (BlockDocumentSummary block in invocation.Store.ListAsync(cancellationToken))
        {
            blocks.Add(block);
        }

        blocks.Sort(static (a, b) => string.CompareOrdinal(PathOf(a), PathOf(b)));
        if (invocation.IsJson)
        {
            PrintJson(invocation.Screen, blocks);
            return ExitCodes.Done;
        }

        TextTable table = new("Blocks", "ID", "Type", "Name", "Slug");
        foreach (BlockDocumentSummary block in blocks)
        {
            table.Row(block.Id.ToString(), block.BlockTypeName, block.Name, PathOf(block));
        }

        invocation.Screen.Table(table);
        invocation.Screen.Line("To list block types: dotnet prefect block type ls");
        return ExitCodes.Done;
    }

    private static string PathOf(BlockDocumentSummary block) => $"{block.BlockTypeSlug}/{block.Name}";

    private static void PrintJson(Screen screen, List<BlockDocumentSummary> blocks) => screen.Json(json =>
    {
        json.WriteStartArray();
        foreach (BlockDocumentSummary block in blocks)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, block.Id);
            json.WriteString("name"u8, block.Name);
            json.WriteString("block_type_slug"u8, block.BlockTypeSlug);
            json.WriteString("block_type_name"u8, block.BlockTypeName);
            json.WriteString("created"u8, block.Created);
            json.WriteString("updated"u8, block.Updated);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
