using Prefect.Blocks;

namespace Prefect.Cli;

/// <summary><c>block type ls</c>.</summary>
internal sealed class ListTypesCommand : CliCommand
{
    public ListTypesCommand(CliHost host)
        : base("ls", "List the block types that can be used.", host)
    {
        Aliases.Add("list");
        AddOutput();
    }

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        List<BlockTypeManifest> types = await new KnownTypes(invocation.Store).ListAsync(cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Screen.Json(json =>
            {
                json.WriteStartArray();
                types.ForEach(type => TypeJson.Write(json, type));
                json.WriteEndArray();
            });
            return ExitCodes.Done;
        }

        TextTable table = new("Block Types", "Slug", "Description", "To create one");
        foreach (BlockTypeManifest type in types)
        {
            table.Row(type.Slug, FirstSentence(type.Description), $"dotnet prefect block create {type.Slug}");
        }

        invocation.Screen.Table(table);
        return ExitCodes.Done;
    }

    /// <summary>Gives a text's first sentence, on one line.</summary>
    private static string FirstSentence(string? text)
    {
        if (text is null)
        {
            return "";
        }

        int end = text.IndexOf(". ", StringComparison.Ordinal);
        int line = text.AsSpan().IndexOfAny('\r', '\n');
        end = end < 0 ? text.Length : end + 1;
        return text[..(line >= 0 && line < end ? line : end)].Trim();
    }
}
